import { describe, expect, it } from 'vitest';
import { toPhaseSegments } from '../../../src/analysis/phase-segments';
import { toCallId, type Call } from '../../../src/trace/types';
import { traceFrom } from '../../support/notation/trace-from';

function only(line: string): Call {
  const call = traceFrom(line).calls.get(toCallId('c1'));
  if (!call) throw new Error('no call');
  return call;
}
const phases = '0/3/4/100/103/104/117/143';

describe('toPhaseSegments', () => {
  it('separates network and server when the server reported its time', () => {
    expect(toPhaseSegments(only(`c1 a.o <- b.i ${phases} server 82`))).toEqual({
      segments: [
        { name: 'waiting', ms: 4 },
        { name: 'network', ms: 17 },
        { name: 'server', ms: 82 },
        { name: 'parse', ms: 1 },
        { name: 'apply', ms: 13 },
        { name: 'paint', ms: 26 },
      ],
      total: 143,
      note: null,
    });
  });

  it('guesses nothing when the server reported nothing, and says why', () => {
    const shape = toPhaseSegments(only(`c1 a.o <- b.i ${phases}`));
    expect(shape?.segments.map(({ name }) => name)).toEqual(['waiting', 'network + server', 'parse', 'apply', 'paint']);
    expect(shape?.note).toBe('no_server_time');
  });

  it('does not show a negative network when the server rounds up', () => {
    const shape = toPhaseSegments(only('c1 a.o <- b.i 0/0/0/1/1.4/1.5/2 server 2'));
    expect(shape?.segments.slice(1, 3)).toEqual([
      { name: 'network', ms: 0 },
      { name: 'server', ms: 1.4 },
    ]);
  });

  it('assigns the time of a clientside call to the function', () => {
    const shape = toPhaseSegments(only('c1 a.o <- b.i 0/0/1//1.5//2 clientside'));
    expect(shape?.segments).toEqual([
      { name: 'waiting', ms: 1 },
      { name: 'function', ms: 0.5 },
      { name: 'apply', ms: 0.5 },
    ]);
    expect(shape?.note).toBeNull();
  });

  it('shows only the waiting time of a running call, and nothing of a waiting one', () => {
    expect(toPhaseSegments(only('c1 a.o <- b.i 0/1/2'))?.segments).toEqual([{ name: 'waiting', ms: 2 }]);
    expect(toPhaseSegments(only('c1 a.o <- b.i 5'))).toBeNull();
  });

  it('counts the time of a job to the end of its call, not to its last poll', () => {
    const shape = toPhaseSegments(only('c1 a.o <- b.i 0/0/2/10/40/41 background discarded'));
    expect(shape?.segments.map(({ name }) => name)).toEqual(['waiting', 'job']);
  });

  it('adds up to the total', () => {
    const shape = toPhaseSegments(only(`c1 a.o <- b.i ${phases} server 82`));
    expect(shape?.segments.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(shape?.total ?? 0);
  });
});
