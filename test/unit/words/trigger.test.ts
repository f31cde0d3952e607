import { describe, expect, it } from 'vitest';
import { describeTrigger } from '../../../src/words/trigger';
import { toCallId } from '../../../src/trace/types';
import { traceFrom } from '../../support/notation/trace-from';

const of = (line: string) => {
  const call = traceFrom(line).calls.get(toCallId('c1'));
  return call ? describeTrigger(call) : null;
};

describe('describeTrigger', () => {
  it('names the property in its readable form and counts the others', () => {
    expect(
      of(
        'c1 a.o <- {"index":["MATCH"],"type":"btn"}.n x.y 0-1 match {"index":2} triggered {"index":2,"type":"btn"}.n triggered x.y',
      ),
    ).toEqual({
      text: 'btn[2].n',
      whole: '{"index":2,"type":"btn"}.n\nx.y',
      isProp: true,
      more: 1,
    });
  });
  it('has a text for calls that no property triggered', () => {
    expect(of('c1 a.o <- b.i 0-1 initial')).toMatchObject({ text: 'page load', isProp: false });
    expect(of('c1 a.o <- 0-1 cause reconnect')).toMatchObject({ text: 'reconnect' });
  });
});
