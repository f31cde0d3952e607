import type { Call, CallbackKey, CallId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { isEcho, isRepeated } from '../repeats';
import { defineRule, type Detector } from '../rule';
import { didRun, runTime } from '../values';

export interface SameInputsTwiceParams {
  readonly callback: CallbackKey;
  readonly count: number;
  readonly ms: number;
}

/** How many calls of one action are compared with each other. */
const LOOK_BACK = 6;

interface Run {
  readonly call: Call;
  readonly beginning: string;
}

interface Repeats {
  readonly callback: CallbackKey;
  count: number;
  ms: number;
  readonly calls: CallId[];
}

/**
 * One action, or the page load, made a callback compute the same result again from the same Inputs and State.
 *
 * Proven by: both calls lead back to the same action, or a component repeated a value by itself right after; Inputs,
 * State and result are identical and known in full; and the result is not empty.
 */
function detectSameInputsTwice(): Detector<SameInputsTwiceParams> {
  const runs = new Map<string, Run[]>();
  const repeats = new Map<CallbackKey, Repeats>();
  return {
    settled(call, { beginningOf }) {
      if (!didRun(call) || call.kind === 'clientside') return;
      const key = `${call.callback} ${JSON.stringify(call.match)}`;
      const own = runs.get(key) ?? [];
      const run: Run = { call, beginning: beginningOf(call) };
      const earlier = own.find(
        (other) =>
          (other.beginning === run.beginning || (other === own.at(-1) && isEcho(other.call, call))) &&
          isRepeated(other.call, call),
      );
      if (earlier !== undefined) {
        let repeat = repeats.get(call.callback);
        if (repeat === undefined)
          repeats.set(call.callback, (repeat = { callback: call.callback, count: 0, ms: 0, calls: [] }));
        repeat.count++;
        repeat.ms += runTime(call);
        keepCall(repeat.calls, earlier.call.id);
        keepCall(repeat.calls, call.id);
      }
      runs.set(key, [...own, run].slice(-LOOK_BACK));
    },
    findings: () =>
      [...repeats.values()].map(({ callback, count, ms, calls }): Found<SameInputsTwiceParams> => ({
        id: `same-inputs-twice ${callback}`,
        callbacks: [callback],
        params: { callback, count, ms },
        evidence: { calls: [...calls], count, props: [], bytes: null, ms },
      })),
  };
}

export const sameInputsTwice = defineRule({ id: 'same-inputs-twice', group: 'slow', detect: detectSameInputsTwice });
