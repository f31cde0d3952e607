import { describe, expect, it } from 'vitest';
import { readInvalidProp } from '../../../src/dash/invalid-prop';

const MESSAGE = 'Invalid prop for this component';
const details = (id: string, property = 'childern'): string =>
  [
    `Property "${property}" was used with component ID:`,
    `  ${id}`,
    'in one of the Output items of a callback.',
    'This ID is assigned to a dash_html_components.P component',
    'in the layout, which does not support this property.',
    'This ID was used in the callback(s) for Output(s):',
    '  out.childern',
  ].join('\n');

describe("the renderer's message about a property that a component does not have", () => {
  it.each([
    ['a string id', '"out"', 'out.childern'],
    ['an object id', '{"type":"row","index":1}', '{"index":1,"type":"row"}.childern'],
    ['an object id as Dash writes it', '"{\\"index\\":1,\\"type\\":\\"row\\"}"', '{"index":1,"type":"row"}.childern'],
    ['an id with a quotation mark and a line break', '"a\\"b\\nc"', 'a"b\nc.childern'],
  ])('is read: %s', (_, id, prop) => {
    expect(readInvalidProp(MESSAGE, details(id))).toEqual({
      prop,
      dependency: 'Output',
      component: 'dash_html_components.P',
    });
  });

  it.each([
    ['another error', 'ID not found in layout', details('"out"')],
    ['no details', MESSAGE, null],
    ['an id that is not JSON', MESSAGE, details('out')],
    ['an id that is a list', MESSAGE, details('[1]')],
    ['lines in another order', MESSAGE, details('"out"').split('\n').reverse().join('\n')],
  ])('is nothing else: %s', (_, message, html) => {
    expect(readInvalidProp(message, html)).toBeUndefined();
  });
});
