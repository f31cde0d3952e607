import { describe, expect, it } from 'vitest';
import { toPythonLiteral, toPythonString } from '../../../../../panel/inspector/values/to-python-literal';

describe('toPythonLiteral', () => {
  it('spells constants as Python does', () =>
    expect(toPythonLiteral([null, true, false, 1, -0.5])).toBe('[None, True, False, 1, -0.5]'));
  it('keeps short values on one line and indents long ones', () => {
    expect(toPythonLiteral({ a: [1], b: {} })).toBe("{'a': [1], 'b': {}}");
    const long = { first: 'x'.repeat(50), second: ['y'.repeat(50)] };
    expect(toPythonLiteral(long)).toBe(`{\n    'first': '${'x'.repeat(50)}',\n    'second': ['${'y'.repeat(50)}'],\n}`);
  });
});

describe('toPythonString', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "it\'s"', "'say \"it\\'s\"'"],
    ['a\nb\t\\', "'a\\nb\\t\\\\'"],
    ['\u0000\u007f', "'\\x00\\x7f'"],
    ['Zürich 🙂', "'Zürich 🙂'"],
    ['\u2028\ud800', "'\\u2028\\ud800'"],
  ])('%j', (text, literal) => expect(toPythonString(text)).toBe(literal));
});
