import { prettyPropId } from '../../../dash/pretty';
import { splitPropId } from '../../../dash/component-id';
import type { CallbackKey, CallId, PropId } from '../../../trace/types';
import { declaredOf } from '../declared';
import { keepCall, type Finding } from '../finding';
import { isOwnOutput } from '../own-output';
import type { Rule } from '../rule';
import { didRun, runTime } from '../values';
import { countOf, inTime, nameOf } from '../words';

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
export function manyChanges(): Rule {
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
    findings: (model) =>
      [...worst].map(
        ([
          key,
          {
            burst: { callback, prop, from, last, changes, ran, ms, calls },
            props,
          },
        ]): Finding => ({
          id: `many-changes ${key}`,
          rule: 'many-changes',
          callbacks: [callback],
          sentence: `${prettyPropId(prop)} changed again and again within ${inTime(last - from)}, and each change called ${nameOf(model, callback)}: ${changes === ran ? '' : `${changes} times it was asked for, and it ran `}${ran} ${changes === ran ? 'calls' : 'times'}.${props.size > 1 ? ` So did ${countOf(props.size - 1, 'other component')} of the same id pattern.` : ''}`,
          saved: `up to ${ran - 1} of ${ran} calls, ${inTime((ms * (ran - 1)) / ran)}`,
          evidence: { calls: [...calls], count: ran, props: [...props].slice(0, MOST_PROPS), bytes: null, ms },
        }),
      ),
  };
}

const isHovering = (prop: PropId | undefined): boolean =>
  prop !== undefined && splitPropId(prop).property === 'hoverData';

/** Clicks and submits are counted one by one (`n_clicks`), and each is meant. */
const isCounter = (prop: PropId): boolean => /^n_|_timestamp$/.test(splitPropId(prop).property);
