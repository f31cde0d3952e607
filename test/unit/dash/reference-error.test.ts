import { describe, expect, it } from 'vitest';
import { readReferenceError } from '../../../src/dash/reference-error';

describe("the renderer's message about a component that it does not find", () => {
  it.each([
    [
      'a string id',
      'A nonexistent object was used in an `State` of a Dash callback. The id of this object is `extra` and the property is `value`. The string ids in the current layout are: [run, put]',
      { kind: 'missing', dependency: 'State', id: 'extra', property: 'value' },
    ],
    [
      'a pattern',
      'A nonexistent object was used in an `Output` of a Dash callback. The id of this object is {"i":{"wild":"MATCH"},"t":"o"} with MATCH values [1] and the property is `v`. The wildcard ids currently available are logged above.',
      { kind: 'missing', dependency: 'Output', id: { i: ['MATCH'], t: 'o' }, property: 'v' },
    ],
    [
      'several',
      'Multiple objects were found for an `Input` of a callback that only takes one value. The id spec is {"i":{"wild":"MATCH"}} and the property is `n`. The objects we found are: [{"id":{"i":1},"property":"n"}]',
      { kind: 'several', dependency: 'Input', id: { i: ['MATCH'] }, property: 'n' },
    ],
  ])('is read: %s', (_, message, expected) => {
    expect(readReferenceError(message)).toEqual(expected);
  });

  it.each(['', 'boom', 'A nonexistent object was used in an `Input` of a Dash callback.'])(
    'is nothing else: %j',
    (message) => {
      expect(readReferenceError(message)).toBeUndefined();
    },
  );
});
