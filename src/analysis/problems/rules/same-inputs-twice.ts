import type { Call, CallbackKey, CallId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { isMoving } from '../moving';
import { defineRule, type Detector } from '../rule';
import { didRun, givenOf, NOTHING_RETURNED, payloadOf, returnedOf, runTime } from '../values';

export interface SameInputsTwiceParams {
  readonly callback: CallbackKey;
  readonly count: number;
  readonly ms: number;
}

/** Answers to one beginning that are compared with each other. */
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

/** One action, or the loading of the page, made a callback compute the same thing again, from the same Inputs and State, with the same result. */
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

/** Milliseconds after a run in which a component may report once more what the page had called the callback for. */
const ECHO = 250;

/** A component told the same again by itself, right after: the URL, when the page is loaded. */
const isEcho = (before: Call, { causes, phases }: Call): boolean =>
  causes.length > 0 &&
  causes.every(
    ({ type, gesture, prop_id }) =>
      (type === 'component' || (type === 'user' && gesture !== true)) && !isMoving(prop_id),
  ) &&
  (phases.requested ?? Infinity) - (before.ended ?? -Infinity) <= ECHO;

/** The same was given and the same was returned, for certain. To return nothing is what an app does about it. */
function isRepeated(before: Call, call: Call): boolean {
  const [first, second] = [payloadOf(before), payloadOf(call)];
  if (first === undefined || second === undefined || second.inputs.length === 0) return false;
  const given = givenOf(second);
  const returned = returnedOf(call);
  return (
    given !== null &&
    returned !== null &&
    returned !== NOTHING_RETURNED &&
    givenOf(first) === given &&
    returnedOf(before) === returned
  );
}
