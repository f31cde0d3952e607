import type { Call, CallbackKey, CallId, PropId } from '../../../trace/types';
import { toPropId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector, type Surroundings } from '../rule';
import { isSetOffBy } from '../set-off-by';
import { didRun, runTime } from '../values';

export interface InputsArriveApartParams {
  readonly callback: CallbackKey;
  readonly count: number;
  readonly props: readonly PropId[];
  readonly ms: number;
}

/** How many actions with extra runs are reported: a single one may be a page load in two steps. */
const OFTEN = 2;

interface Run {
  readonly call: CallId;
  readonly beginning: string;
  readonly changed: readonly string[];
}

interface Extra {
  readonly callback: CallbackKey;
  readonly props: Set<PropId>;
  /** The actions, each once: with MATCH one action may have several extra runs. */
  readonly actions: Set<string>;
  count: number;
  ms: number;
  readonly calls: CallId[];
}

/**
 * One action reaches a callback in several ways, at different times, and the callback runs each time.
 *
 * Proven by: both runs were triggered by calls of the same action, through different Inputs, neither triggered the
 * other, and it happened in at least two actions. Outputs with allow_duplicate and clientside callbacks are left out.
 */
function detectInputsArriveApart(): Detector<InputsArriveApartParams> {
  const last = new Map<string, Run>();
  const extras = new Map<CallbackKey, Extra>();
  return {
    settled(call, surroundings) {
      if (!didRun(call) || call.kind === 'clientside' || !isFromCalls(call)) return;
      const key = `${call.callback} ${JSON.stringify(call.match)}`;
      const run: Run = { call: call.id, beginning: surroundings.beginningOf(call), changed: call.changed };
      const before = last.get(key);
      last.set(key, run);
      if (before?.beginning !== run.beginning || before.changed.some((prop) => call.changed.includes(prop))) return;
      // A callback that triggers itself is a loop and reported as one.
      if (isSetOffBy(surroundings.model, call, before.call) || isFromDuplicate(call, surroundings)) return;
      let extra = extras.get(call.callback);
      if (extra === undefined)
        extras.set(
          call.callback,
          (extra = { callback: call.callback, props: new Set(), actions: new Set(), count: 0, ms: 0, calls: [] }),
        );
      for (const prop of [...before.changed, ...call.changed]) extra.props.add(toPropId(prop));
      extra.actions.add(run.beginning);
      extra.count++;
      extra.ms += runTime(call);
      keepCall(extra.calls, before.call);
      keepCall(extra.calls, call.id);
    },
    findings: () =>
      [...extras.values()]
        .filter(({ actions }) => actions.size >= OFTEN)
        .map(({ callback, props, count, ms, calls }): Found<InputsArriveApartParams> => ({
          id: `inputs-arrive-apart ${callback}`,
          callbacks: [callback],
          params: { callback, count, props: [...props], ms },
          evidence: { calls: [...calls], count, props: [...props], bytes: null, ms },
        })),
  };
}

export const inputsArriveApart = defineRule({
  id: 'inputs-arrive-apart',
  group: 'slow',
  detect: detectInputsArriveApart,
});

const isFromCalls = ({ causes, changed }: Call): boolean =>
  changed.length > 0 &&
  causes.length > 0 &&
  causes.every(({ type }) => type === 'call' || type === 'side-update' || type === 'clientside-set-props');

/** Dash does not wait for outputs with allow_duplicate: that has a rule of its own. */
const isFromDuplicate = (call: Call, { model }: Surroundings): boolean =>
  call.causes.some(({ type, call: by }) => {
    const writer = by === undefined ? undefined : model.calls.get(by);
    return (
      type === 'call' &&
      model.callbacks.get(writer?.callback ?? call.callback)?.outputs.some(({ allow_duplicate }) => allow_duplicate) ===
        true
    );
  });
