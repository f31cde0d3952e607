import { splitPropId } from '../../../dash/component-id';
import type { CallbackKey, CallId, PropId } from '../../../trace/types';
import { declaredOf } from '../declared';
import { keepCall, type Found } from '../finding';
import { isOwnOutput } from '../own-output';
import { defineRule, type Detector } from '../rule';
import { didRun, runTime } from '../values';

export interface ManyChangesParams {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  /** Milliseconds from the first change to the last. */
  readonly within: number;
  readonly changes: number;
  readonly ran: number;
  readonly ms: number;
  /** Other components of the same id pattern. */
  readonly others: number;
}

/** Milliseconds between two changes of one typing or dragging. */
const SAME_BURST = 500;
/** Properties that are named as evidence. */
const MOST_PROPS = 20;
/** Calls of one burst from which on it is worth a word. */
const MANY = 6;

interface Burst {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  from: number;
  last: number;
  /** Requests, and those of them that ran. */
  changes: number;
  ran: number;
  ms: number;
  calls: CallId[];
}

/** Typing, dragging or hovering that calls the server with every small change. */
function detectManyChanges(): Detector<ManyChangesParams> {
  const current = new Map<string, Burst>();
  /** The worst burst of each declared property, and for how many components of it there was one. */
  const worst = new Map<string, { burst: Burst; readonly props: Set<PropId> }>();
  return {
    settled(call, { model }) {
      // What comes without a click or a key (a stream of messages, a player) no debounce would hold back; hovering has neither.
      const cause = call.causes.find(
        ({ type, gesture, prop_id }) => type === 'user' && (gesture === true || isHovering(prop_id)),
      );
      if (
        cause?.prop_id === undefined ||
        call.kind === 'clientside' ||
        call.outcome === 'merged' ||
        isCounter(cause.prop_id)
      )
        return;
      // Passed to and fro, and nobody types or drags.
      if (cause.gesture !== true && isOwnOutput(model, call.callback, cause.prop_id)) return;
      const key = `${call.callback} ${cause.prop_id}`;
      const at = call.phases.requested ?? 0;
      let burst = current.get(key);
      if (burst === undefined || Math.abs(at - burst.last) > SAME_BURST) {
        current.set(
          key,
          (burst = {
            callback: call.callback,
            prop: cause.prop_id,
            from: at,
            last: at,
            changes: 0,
            ran: 0,
            ms: 0,
            calls: [],
          }),
        );
      }
      burst.from = Math.min(burst.from, at);
      burst.last = Math.max(burst.last, at);
      burst.changes++;
      if (!didRun(call)) return;
      burst.ran++;
      burst.ms += runTime(call);
      keepCall(burst.calls, call.id);
      if (burst.ran < MANY) return;
      const declared = `${call.callback} ${declaredOf(model.callbacks.get(call.callback)?.inputs, cause.prop_id)}`;
      const known = worst.get(declared) ?? { burst, props: new Set() };
      worst.set(declared, known);
      known.props.add(cause.prop_id);
      if (burst.ran > known.burst.ran) known.burst = burst;
    },
    findings: () =>
      [...worst].map(
        ([
          key,
          {
            burst: { callback, prop, from, last, changes, ran, ms, calls },
            props,
          },
        ]): Found<ManyChangesParams> => ({
          id: `many-changes ${key}`,
          callbacks: [callback],
          params: { callback, prop, within: last - from, changes, ran, ms, others: props.size - 1 },
          evidence: { calls: [...calls], count: ran, props: [...props].slice(0, MOST_PROPS), bytes: null, ms },
        }),
      ),
  };
}

export const manyChanges = defineRule({ id: 'many-changes', group: 'slow', detect: detectManyChanges });

const isHovering = (prop: PropId | undefined): boolean =>
  prop !== undefined && splitPropId(prop).property === 'hoverData';

/** Clicks and submits are counted one by one (`n_clicks`), and each is meant. */
const isCounter = (prop: PropId): boolean => /^n_|_timestamp$/.test(splitPropId(prop).property);
