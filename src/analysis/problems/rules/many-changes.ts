import { splitPropId } from '../../../dash/component-id';
import type { TraceModel } from '../../../trace/model';
import type { Call, CallbackKey, CallId, PropId } from '../../../trace/types';
import { declaredOf } from '../declared';
import { isAddress, isMadeByDash } from '../made-by-dash';
import { keepCall, type Found } from '../finding';
import { isOwnOutput } from '../own-output';
import { defineRule, type Detector } from '../rule';
import { didRun, runTime } from '../values';

export interface ManyChangesParams {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  /** Milliseconds from the first change to the last. */
  readonly within: number;
  /** How often the property changed, and how many of these changes were followed by calls. */
  readonly changes: number;
  readonly ran: number;
  /** Calls in total: with MATCH in the outputs one change may trigger several. */
  readonly calls: number;
  readonly ms: number;
  /** Other components of the same id pattern. */
  readonly others: number;
}

/** At most this many milliseconds between two changes of one burst of typing or dragging. */
const SAME_BURST = 500;
/** How many properties are named as evidence. */
const MOST_PROPS = 20;
/** How many changes of one burst, each with a run, are reported. */
const MANY = 6;

/** Requests of one MATCH instance, and those of them that ran. */
interface Instance {
  requests: number;
  ran: number;
}

interface Burst {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  from: number;
  last: number;
  /** By the values of MATCH. One change requests each instance once, so the busiest one counts the changes. */
  readonly instances: Map<string, Instance>;
  ran: number;
  ms: number;
  calls: CallId[];
}

const most = ({ instances }: Burst, count: keyof Instance): number =>
  Math.max(0, ...[...instances.values()].map((instance) => instance[count]));

/**
 * Typing, dragging or hovering that calls the server for every small change.
 *
 * Proven by: one user's gestures (or hovering) changed the same property again and again, with short pauses, and each
 * change ran the same instance of a server callback. Not a change each: the instances that one change requests, clicks
 * (each is meant), following links, what components or scripts write, and callbacks of Dash itself, which no app can
 * debounce.
 */
function detectManyChanges(): Detector<ManyChangesParams> {
  const current = new Map<string, Burst>();
  /** The worst burst of each declared property, and for how many components of it there was one. */
  const worst = new Map<string, { burst: Burst; readonly props: Set<PropId> }>();
  return {
    settled(call, { model }) {
      const prop = changedByHand(call, model);
      if (prop === null) return;
      const key = `${call.callback} ${prop}`;
      const at = call.phases.requested ?? 0;
      let burst = current.get(key);
      if (burst === undefined || Math.abs(at - burst.last) > SAME_BURST) {
        burst = { callback: call.callback, prop, from: at, last: at, instances: new Map(), ran: 0, ms: 0, calls: [] };
        current.set(key, burst);
      }
      burst.from = Math.min(burst.from, at);
      burst.last = Math.max(burst.last, at);
      const match = JSON.stringify(call.match);
      const instance = burst.instances.get(match) ?? { requests: 0, ran: 0 };
      burst.instances.set(match, instance);
      instance.requests++;
      if (!didRun(call)) return;
      instance.ran++;
      burst.ran++;
      burst.ms += runTime(call);
      keepCall(burst.calls, call.id);
      if (most(burst, 'ran') < MANY) return;
      const declared = `${call.callback} ${declaredOf(model.callbacks.get(call.callback)?.inputs, prop)}`;
      const known = worst.get(declared) ?? { burst, props: new Set() };
      worst.set(declared, known);
      known.props.add(prop);
      if (burst.ran > known.burst.ran) known.burst = burst;
    },
    findings: () =>
      [...worst].map(([key, { burst, props }]): Found<ManyChangesParams> => {
        const { callback, prop, from, last, ran: count, ms, calls } = burst;
        return {
          id: `many-changes ${key}`,
          callbacks: [callback],
          params: {
            callback,
            prop,
            within: last - from,
            changes: most(burst, 'requests'),
            ran: most(burst, 'ran'),
            calls: count,
            ms,
            others: props.size - 1,
          },
          evidence: { calls: [...calls], count, props: [...props].slice(0, MOST_PROPS), bytes: null, ms },
        };
      }),
  };
}

export const manyChanges = defineRule({ id: 'many-changes', group: 'slow', detect: detectManyChanges });

/** The property that a user changed gradually and that requested this call; `null` if there is none. */
function changedByHand(call: Call, model: TraceModel): PropId | null {
  const definition = model.callbacks.get(call.callback);
  if (call.kind === 'clientside' || call.outcome === 'merged' || isMadeByDash(definition)) return null;
  // A debounce does not delay changes without a click or a key (a stream of messages, a player); hovering has neither,
  // too.
  const cause = call.causes.find(
    ({ type, gesture, prop_id }) => type === 'user' && (gesture === true || isHovering(prop_id)),
  );
  const prop = cause?.prop_id;
  if (prop === undefined || isCounter(prop) || isAddress(prop, model)) return null;
  // Callbacks pass the value back and forth, without typing or dragging.
  return cause?.gesture !== true && isOwnOutput(model, call.callback, prop) ? null : prop;
}

const isHovering = (prop: PropId | undefined): boolean =>
  prop !== undefined && splitPropId(prop).property === 'hoverData';

/** Clicks and submits are counted one by one (`n_clicks`), and each is intended. */
const isCounter = (prop: PropId): boolean => /^n_|_timestamp$/.test(splitPropId(prop).property);
