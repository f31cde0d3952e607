import { describe, expect, it } from 'vitest';
import { propUsers } from '../../../../panel/selectors/prop-users';
import { callsOf, effectsOf, positionOf } from '../../../../panel/selectors/related-calls';
import { toCallbackKey, toCallId, toPropId } from '../../../../src/trace/types';
import { traceFrom } from '../../../support/notation/trace-from';

describe('related calls', () => {
  const model = traceFrom('c1 a.o <- b.i 0-1', 'c2 z.o <- a.o 1-2 cause c1', 'c3 a.o <- b.i 3-4');
  it('finds neighbours of the same callback', () => {
    const call = model.calls.get(toCallId('c3'));
    expect(call && positionOf(model, call)).toEqual({ at: 2, of: 2, previous: 'c1', next: null });
    expect(callsOf(model, toCallbackKey('a.o'))).toEqual(['c1', 'c3']);
  });
  it('finds what a call triggered', () => expect(effectsOf(model, toCallId('c1'))).toEqual(['c2']));
});

describe('propUsers', () => {
  const { callbacks } = traceFrom(
    'callback {"index":["MATCH"],"type":"item"}.v <- btn.n ~ store.data',
    'callback sum.v <- {"index":["ALL"],"type":"item"}.v',
    'callback other.v <- {"index":["ALL"],"kind":"item"}.v store.data',
  );
  it('counts the components of a pattern as the pattern', () => {
    expect(propUsers(callbacks, toPropId('{"index":3,"type":"item"}.v'))).toEqual({
      writers: ['{"index":["MATCH"],"type":"item"}.v'],
      triggers: ['sum.v'],
      readers: [],
    });
  });
  it('distinguishes inputs from state', () => {
    expect(propUsers(callbacks, toPropId('store.data'))).toMatchObject({
      triggers: ['other.v'],
      readers: ['{"index":["MATCH"],"type":"item"}.v'],
    });
  });
});
