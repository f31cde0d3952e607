import { readPayload } from '../../../dash/payload';
import type { Call, CallbackDefinition, CallbackKey, CallId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';
import { didRun, inputsOf, NOTHING_RETURNED, returnedOf, runTime, stateOf, sideUpdatesOf } from '../values';

export interface CouldBeClientsideParams {
  readonly callback: CallbackKey;
  readonly count: number;
  readonly ms: number;
}

/** Properties that only affect the appearance: the page has everything they need. */
const LOOKS = new Set([
  'style',
  'className',
  'hidden',
  'disabled',
  'is_open',
  'open',
  'opened',
  'displayed',
  'collapsed',
  'active_tab',
  'n_intervals',
]);
const OFTEN = 8;
/** How often identical Inputs and State must occur again to show that they give the same result. */
const REPEATS = 4;
/** With this many different results a callback decides more than open or closed. */
const MOST_RESULTS = 4;
/** Requests and responses up to this many characters of JSON count as small. */
const SMALL = 2_000;

interface Runs {
  readonly callback: CallbackKey;
  count: number;
  ms: number;
  readonly results: Map<string, Set<string>>;
  /** Calls whose Inputs and State occurred before. */
  repeats: number;
  /** Something was seen that contradicts the finding. */
  ruledOut: boolean;
  readonly calls: CallId[];
}

/**
 * A server callback that only changes how something looks, from small values, again and again.
 *
 * Proven by: its outputs are only properties of appearance, requests and responses are small, identical Inputs and
 * State came back several times and always gave the same result, and different ones gave different results. What else
 * the function does on the server is not known, as the text says.
 */
function detectCouldBeClientside(): Detector<CouldBeClientsideParams> {
  const all = new Map<CallbackKey, Runs>();
  return {
    settled(call, { model }) {
      const definition = model.callbacks.get(call.callback);
      if (definition?.kind !== 'server' || !didRun(call) || call.initial || !onlyLooks(definition)) return;
      let runs = all.get(call.callback);
      if (runs === undefined)
        all.set(
          call.callback,
          (runs = {
            callback: call.callback,
            count: 0,
            ms: 0,
            results: new Map(),
            repeats: 0,
            ruledOut: false,
            calls: [],
          }),
        );
      if (runs.ruledOut) return;
      const given = givenWithoutClicks(call);
      const returned = returnedOf(call);
      if (given === null || returned === null || returned === NOTHING_RETURNED || call.outcome === 'error') return;
      const known = runs.results.get(given) ?? new Set();
      if (known.size > 0) runs.repeats++;
      known.add(returned);
      runs.results.set(given, known);
      const different = new Set([...runs.results.values()].flatMap((results) => [...results]));
      // The result must follow from the inputs, or the server knows something that the page does not.
      runs.ruledOut =
        sideUpdatesOf(call).length > 0 || known.size > 1 || different.size > MOST_RESULTS || isLarge(call);
      runs.count++;
      runs.ms += runTime(call);
      keepCall(runs.calls, call.id);
    },
    findings: () =>
      [...all.values()]
        .filter(
          ({ count, repeats, results, ruledOut }) =>
            !ruledOut && count >= OFTEN && repeats >= REPEATS && repeats * 2 >= count && isDecided(results),
        )
        .map(({ callback, count, ms, calls }): Found<CouldBeClientsideParams> => ({
          id: `could-be-clientside ${callback}`,
          callbacks: [callback],
          params: { callback, count, ms },
          evidence: { calls: [...calls], count, props: [], bytes: null, ms },
        })),
  };
}

export const couldBeClientside = defineRule({
  id: 'could-be-clientside',
  group: 'slow',
  detect: detectCouldBeClientside,
});

/** The result depends on the inputs: a button that always opens the same thing does its work elsewhere. */
const isDecided = (results: Runs['results']): boolean =>
  results.size > 1 && new Set([...results.values()].flatMap((known) => [...known])).size > 1;

const onlyLooks = ({ outputs }: CallbackDefinition): boolean =>
  outputs.length > 0 && outputs.every(({ property }) => LOOKS.has(property));

const isLarge = ({ request, response }: Call): boolean =>
  (request?.bytes ?? 0) > SMALL || (response?.bytes ?? 0) > SMALL;

/** Inputs and State as text, without counters: which click it was does not matter. */
function givenWithoutClicks(call: Call): string | null {
  const payload = readPayload(call.request?.json);
  if (payload === undefined) return null;
  return JSON.stringify(
    [...inputsOf(payload), ...stateOf(payload)].map(({ property, value }) =>
      property.startsWith('n_') ? null : (value ?? null),
    ),
  );
}
