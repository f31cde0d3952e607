import { propIdOf } from '../../../dash/component-id';
import { flatItems } from '../../../dash/payload';
import { toPropId, type CallbackKey, type CallId, type PropId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';
import { didRun, markOf, payloadOf, sizeOf } from '../values';

export interface LargeStateParams {
  readonly callback: CallbackKey;
  readonly prop: PropId;
  readonly role: 'State' | 'Input';
  readonly count: number;
  readonly bytes: number;
  /** How many of these looked like the previous one, and their size. */
  readonly repeated: number;
  readonly repeatedBytes: number;
}

/** Characters of JSON from which a State counts as large, and from which the total is reported. */
const LARGE = 20_000;
const MUCH = 200_000;
const OFTEN = 3;

interface Sent {
  readonly callback: CallbackKey;
  readonly prop: string;
  readonly role: 'State' | 'Input';
  count: number;
  bytes: number;
  /** How often it looked like the previous value, and how much was sent in these cases. */
  repeated: number;
  repeatedBytes: number;
  mark: string;
  readonly calls: CallId[];
}

/**
 * A large State, or an unchanged Input, that is sent with call after call.
 *
 * Proven by: the size of the value in the request bodies. An Input that triggered the call, or belongs to an initial
 * call, does not count.
 */
function detectLargeState(): Detector<LargeStateParams> {
  const sent = new Map<string, Sent>();
  return {
    settled(call, { model }) {
      if (!didRun(call) || call.kind === 'clientside' || (call.request?.bytes ?? 0) < LARGE) return;
      const payload = payloadOf(call);
      if (payload === undefined) return;
      const definition = model.callbacks.get(call.callback);
      const entries = [
        ...payload.state.map((entry, at) => ({ entry, role: 'State', dependency: definition?.state[at] }) as const),
        ...payload.inputs.map((entry, at) => ({ entry, role: 'Input', dependency: definition?.inputs[at] }) as const),
      ];
      for (const { entry, role, dependency } of entries) {
        // With ALL, each component sends its own State: the sum counts.
        const items = flatItems([entry]);
        const bytes = items.reduce((sum, { value }) => sum + (sizeOf(value) ?? 0), 0);
        const [first] = items;
        const isNews =
          role === 'Input' && (call.initial || items.some((item) => call.changed.includes(propIdOf(item))));
        if (first === undefined || bytes < LARGE || isNews) continue;
        const prop = propIdOf(dependency ?? first);
        const key = `${call.callback} ${prop}`;
        let own = sent.get(key);
        if (own === undefined)
          sent.set(
            key,
            (own = {
              callback: call.callback,
              prop,
              role,
              count: 0,
              bytes: 0,
              repeated: 0,
              repeatedBytes: 0,
              mark: '',
              calls: [],
            }),
          );
        const { text } = markOf(items.map(({ value }) => value ?? null));
        if (own.mark === text) {
          own.repeated++;
          own.repeatedBytes += bytes;
        }
        own.mark = text;
        own.count++;
        own.bytes += bytes;
        keepCall(own.calls, call.id);
      }
    },
    findings: () =>
      [...sent.values()]
        .filter(({ count, bytes }) => count >= OFTEN && bytes >= MUCH)
        .map((own): Found<LargeStateParams> => {
          const { callback, prop, role, count, bytes, repeated, repeatedBytes, calls } = own;
          return {
            id: `large-state ${callback} ${prop}`,
            callbacks: [callback],
            params: { callback, prop: toPropId(prop), role, count, bytes, repeated, repeatedBytes },
            evidence: { calls: [...calls], count, props: [toPropId(prop)], bytes, ms: null },
          };
        }),
  };
}

export const largeState = defineRule({ id: 'large-state', group: 'slow', detect: detectLargeState });
