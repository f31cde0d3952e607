import { propIdOf, splitPropId } from '../../dash/component-id';
import type { Call, CallId, Cause } from '../../trace/types';
import { isSameAction } from '../waves';
import { inputsOf, markOf, payloadOf } from './values';

/**
 * Requests within this time belong to one step of the page, all triggered by one action. Used if a recording does not
 * number its actions.
 */
const SAME_STEP = 5;
/**
 * A busy machine may take longer for one step; then the same value of the trigger shows that it was the same change.
 */
const SAME_CHANGE = 250;
/** How many actions and calls are remembered. */
const MOST_ACTIONS = 16;
const MOST_CALLS = 20_000;

interface Beginning {
  readonly name: string;
  readonly component: string;
  /** The first cause; `null` if not known. */
  readonly cause: Cause | null;
  readonly at: number;
  /** The property that changed first, with its value; `null` if not known. */
  readonly change: string | null;
  /** How many hot reloads happened before it. */
  readonly load: number;
}

/**
 * Finds what began the chain of each call, without reading the whole recording again. Calls are passed in the order in
 * which they ended.
 * @param reloads times of hot reloads so far, in order: each makes the renderer start again
 *   (docs/dash-internals.md#reload)
 */
export function createBeginnings(reloads: () => readonly number[]): (call: Call) => string {
  const known = new Map<CallId, Beginning>();
  let actions: Beginning[] = [];

  const begin = (cause: Cause | undefined, call: Call): Beginning => {
    const at = call.phases.requested ?? 0;
    const component = cause?.prop_id === undefined ? (cause?.type ?? '') : splitPropId(cause.prop_id).id;
    const change = changeOf(call, cause);
    const load = reloads().filter((moment) => moment <= at).length;
    const between = (action: Beginning): number => Math.abs(action.at - at);
    const isNumbered = (action: Beginning): boolean | null =>
      cause && action.cause ? isSameAction(action.cause, cause) : null;
    const isOfProp = (action: Beginning): boolean => action.cause?.prop_id === cause?.prop_id;
    const near = actions.filter((action) => {
      if (action.load !== load) return false;
      if (between(action) > SAME_STEP)
        return isNumbered(action) ?? (between(action) <= SAME_CHANGE && isOfProp(action));
      return (
        isNumbered(action) ??
        ((cause?.gesture === true && action.cause?.gesture === true) ||
          (component !== '' && action.component === component))
      );
    });
    // The beginning in the same step, else the newest one, unless that gave the property another value: one drag is one
    // action, gives a slider one value after the other, and may return to an earlier one.
    const isSameValue = (action: Beginning): boolean =>
      change === null ? isNumbered(action) === true && between(action) <= SAME_CHANGE : change === action.change;
    const same =
      near.find((action) => between(action) <= SAME_STEP) ??
      near.slice(-1).find((action) => !isOfProp(action) || isSameValue(action));
    if (same !== undefined) return same;
    const isPageLoad = cause?.type === 'initial';
    const beginning = {
      name: isPageLoad ? `page load ${load}` : call.id,
      component,
      cause: cause ?? null,
      at,
      change,
      load,
    };
    actions = [...actions, beginning].slice(-MOST_ACTIONS);
    return beginning;
  };

  return (call) => {
    const earlier = known.get(call.id);
    if (earlier !== undefined) return earlier.name;
    const fresh = call.causes.findLast(({ type }) => type === 'user' || type === 'interval');
    let found: Beginning | undefined = fresh && begin(fresh, call);
    if (found === undefined) {
      for (const { call: by } of call.causes) {
        const candidate = by === undefined ? undefined : known.get(by);
        if (candidate !== undefined && (found === undefined || candidate.at > found.at)) found = candidate;
      }
    }
    found ??= begin(call.causes[0], call);
    known.set(call.id, found);
    if (known.size > MOST_CALLS) for (const id of [...known.keys()].slice(0, MOST_CALLS / 2)) known.delete(id);
    return found.name;
  };
}

function changeOf(call: Call, cause: Cause | undefined): string | null {
  if (cause?.prop_id === undefined) return null;
  const payload = payloadOf(call);
  const item = payload && inputsOf(payload).find((input) => propIdOf(input) === cause.prop_id);
  const mark = item && markOf(item.value);
  return mark?.certain === true ? `${cause.prop_id}=${mark.text}` : null;
}
