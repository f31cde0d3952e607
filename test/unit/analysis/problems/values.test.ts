import { describe, expect, it } from 'vitest';

import { isSameValue } from '../../../../src/analysis/problems/values';
import { cutValue } from '../../../../src/protocol/cut-value';

const cut = (preview: string, hash?: string) => ({
  ...cutValue(preview, 1_000_000, undefined),
  ...(hash === undefined ? {} : { $hash: hash }),
});

describe('whether two long texts are the same, where one has a hash and the other has none', () => {
  it('is known if they begin with other letters', () => {
    expect(isSameValue(cut('"disk checked 1   …', 'h1'), cut('"network checked 1   …'))).toBe(false);
  });

  it.each([
    ['they begin alike', '"checked   …', '"checked   …'],
    ['one beginning is shorter', '"checked', '"checked twice'],
    ['a serialiser may have escaped what differs', '"\\u00e9t\\u00e9', '"été'],
    ['they are no texts', 'object: 3 keys: {"a"', 'object: 3 keys: {"b"'],
  ])('is not known if %s', (_, one, other) => {
    expect(isSameValue(cut(one, 'h1'), cut(other))).toBeNull();
  });
});
