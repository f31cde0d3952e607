import { describe, expect, it } from 'vitest';
import { callName } from '../../../../panel/selectors/call-names';
import { toCallId } from '../../../../src/trace/types';
import { traceFrom } from '../../../support/notation/trace-from';

function nameOf(...lines: string[]): string {
  const model = traceFrom(...lines);
  return callName(model.callbacks, model.calls.get(toCallId('c1'))!);
}
const ITEM = '{"index":["MATCH"],"type":"item"}';
const CELL = '{"col":["MATCH"],"row":["MATCH"],"type":"cell"}';

describe('the name of a call', () => {
  it('replaces MATCH with its values', () => {
    expect(nameOf(`c1 ${ITEM}.children <- ${ITEM}.n 0-1 match {"index":3}`)).toBe('item[3].children');
    expect(nameOf(`c1 ${ITEM}.children <- ${ITEM}.n 0-1 match {"index":"a.b"}`)).toBe('item[a.b].children');
    expect(nameOf(`c1 ${CELL}.children <- ${CELL}.n 0-1 match {"col":1,"row":"$&"}`)).toBe(
      'cell[col=1, row=$&].children',
    );
  });

  it('appends them to a name that does not mention MATCH', () => {
    expect(nameOf(`c1 ${ITEM}.children <- ${ITEM}.n 0-1 match {"index":3} name draw_card`)).toBe('draw_card[3]');
    expect(nameOf(`c1 ${CELL}.children <- ${CELL}.n 0-1 match {"col":1,"row":2} name draw`)).toBe('draw[1, 2]');
  });

  it('is the name of its callback without MATCH', () => expect(nameOf('c1 a.out <- b.in 0-1')).toBe('a.out'));
});
