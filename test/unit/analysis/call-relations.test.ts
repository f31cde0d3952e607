import { describe, expect, it } from 'vitest';
import { createRelationTracker } from '../../../src/analysis/call-relations';
import { createTrace } from '../../../src/trace/create-trace';
import { MOST_CALLS } from '../../../src/trace/handlers/calls';
import type { TraceModel } from '../../../src/trace/model';
import { toCallbackKey, toCallId, type CallId } from '../../../src/trace/types';
import type { AgentEvent } from '../../../src/protocol/events';

let seq = 0;
/** A call that ends at once; `by` are the calls that caused it. */
const call = (number: number, output: string, by: readonly number[]): readonly AgentEvent[] => {
  const base = { at: number * 10, turn: number, renderer: 0 };
  return [
    {
      ...base,
      seq: ++seq,
      type: 'requested',
      call: number,
      output,
      anyVals: '',
      initial: false,
      changed: by.length === 0 ? [] : [['a.v', true]],
      group: null,
      by,
    },
    { ...base, seq: ++seq, type: 'applied', call: number, updated: [output], declared: 1 },
  ];
};

/** The same, derived from the whole recording. */
function relationsIn({ calls }: TraceModel): Record<'byCallback' | 'effects', ReadonlyMap<string, readonly CallId[]>> {
  const byCallback = new Map<string, CallId[]>();
  const effects = new Map<string, CallId[]>();
  const push = (map: Map<string, CallId[]>, key: string, id: CallId): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [id]);
    else list.push(id);
  };
  for (const { id, callback, causes } of calls.values()) {
    push(byCallback, callback, id);
    for (const cause of new Set(causes.flatMap((each) => each.call ?? []))) push(effects, cause, id);
  }
  return { byCallback, effects };
}

describe('the relations between calls', () => {
  it('are those of the whole recording after every step, even when causes change and calls are forgotten', () => {
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    const tracker = createRelationTracker();
    const check = (): void => {
      const model = trace.model();
      const { byCallback, effects } = tracker.update(model);
      const whole = relationsIn(model);
      // As text: thousands of lists are compared.
      const textOf = (map: ReadonlyMap<string, readonly CallId[]>): string => JSON.stringify([...map].sort());
      expect(textOf(byCallback)).toBe(textOf(whole.byCallback));
      // Effects of forgotten calls do not matter.
      const kept = (map: ReadonlyMap<string, readonly CallId[]>): ReadonlyMap<string, readonly CallId[]> =>
        new Map([...map].filter(([id]) => model.calls.has(toCallId(id))));
      expect(textOf(kept(effects))).toBe(textOf(kept(whole.effects)));
    };
    for (let number = 1; number <= 60; number++) {
      trace.apply(call(number, `out-${number % 7}.v`, number % 3 === 0 ? [] : [number - 1, Math.ceil(number / 2)]));
      check();
    }
    trace.apply([{ seq: ++seq, at: 700, turn: 70, renderer: 0, type: 'ended', call: 58, reason: 'merged', by: 40 }]);
    check();
    for (let number = 61; number <= MOST_CALLS + 100; number++)
      trace.apply(call(number, `out-${number % 7}.v`, [number - 1]));
    expect(trace.model().calls.has(toCallId('c1'))).toBe(false);
    check();
    trace.clear();
    trace.apply(call(1, 'out-1.v', []));
    check();
  });

  it('keeps the lists of unchanged callbacks and calls', () => {
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    const tracker = createRelationTracker();
    trace.apply([...call(1, 'a.v', []), ...call(2, 'b.v', [1])]);
    const before = tracker.update(trace.model());
    const [ofA, ofB] = ['a.v', 'b.v'].map((key) => before.byCallback.get(toCallbackKey(key)));
    trace.apply(call(3, 'b.v', []));
    const after = tracker.update(trace.model());
    expect(after.byCallback.get(toCallbackKey('a.v'))).toBe(ofA);
    expect(after.byCallback.get(toCallbackKey('b.v'))).not.toBe(ofB);
    expect(after.effects.get(toCallId('c1'))).toEqual(['c2']);
  });
});
