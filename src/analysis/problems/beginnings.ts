import { splitPropId } from '../../dash/component-id';
import type { Call, CallId, Cause } from '../../trace/types';
import { isSameAction } from '../waves';
import { inputsOf, markOf, payloadOf, propIdOf } from './values';

/** Requests of one step of the page have nearly the same time: all that one action set off, where a recording does not number its actions. */
const SAME_STEP = 5;
/** A busy machine may take longer for one step; then the value of the trigger tells that it was the same change. */
const SAME_CHANGE = 250;
/** Actions and calls that are remembered. */
const MOST_ACTIONS = 16;
const MOST_CALLS = 20_000;

interface Beginning {
  readonly name: string;
  readonly component: string;
  /** What began it; `null` where that is not known. */
  readonly cause: Cause | null;
  readonly at: number;
  /** The property that began it, with its value; `null` where that is not known. */
  readonly change: string | null;
  /** How many hot reloads came before it. */
  readonly load: number;
}

/**
 * Says of each call what began it, without looking at the whole recording again. Calls are asked in the order of their ends.
 * @param reloads moments of hot reloads so far, in their order: each makes the renderer begin anew (reference 5.4)
 */
export function createBeginnings(reloads: () => readonly number[]): (call: Call) => string {
  const known = new Map<CallId, Beginning>();
  let actions: Beginning[] = [];

  const begin = (cause: Cause | undefined, call: Call): Beginning => {
    const at = call.phases.requested ?? 0;
    const component = cause?.prop_id === undefined ? (cause?.type ?? '') : splitPropId(cause.prop_id).id;
    const change = changeOf(call, cause);
    const load = reloads().filter((moment) => moment <= at).length;
    const ofAction = (action: Beginning): boolean => cause !== undefined && action.cause !== null && isSameAction(action.cause, cause) === true;
    // Of a numbered action: what came in the same step, else what is the newest. One drag has one number, though it gives a
    // slider one value after the other, and may come back to one it had.
    const step = actions.find((action) => ofAction(action) && Math.abs(action.at - at) <= SAME_STEP);
    const newest = actions.findLast(ofAction);
    const isNext = newest?.cause?.prop_id === cause?.prop_id && (newest?.change !== change || (change === null && Math.abs(newest.at - at) > SAME_CHANGE));
    const numbered = step ?? (isNext ? undefined : newest);
    // Not an earlier one, where the property had another value in between.
    const latest = actions.findLast((action) => action.cause?.prop_id === cause?.prop_id);
    const same = numbered ?? actions.find((action) => {
      if (action.load !== load || (cause && action.cause && isSameAction(action.cause, cause) !== null)) return false;
      const between = Math.abs(action.at - at);
      if (between <= SAME_STEP) return (cause?.gesture === true && action.cause?.gesture === true) || (component !== '' && action.component === component);
      return between <= SAME_CHANGE && change !== null && change === action.change && action === latest;
    });
    if (same !== undefined) return same;
    const isPageLoad = cause?.type === 'initial';
    const beginning = { name: isPageLoad ? `page load ${load}` : call.id, component, cause: cause ?? null, at, change, load };
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
