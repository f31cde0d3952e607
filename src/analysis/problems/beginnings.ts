import { splitPropId } from '../../dash/component-id';
import type { Call, CallId, Cause } from '../../trace/types';

/** Requests of one step of the page have nearly the same time: all that one action set off. */
const SAME_STEP = 5;
/** Actions and calls that are remembered. */
const MOST_ACTIONS = 16;
const MOST_CALLS = 20_000;

interface Beginning {
  readonly name: string;
  readonly component: string;
  readonly gesture: boolean;
  readonly at: number;
}

/** Says of each call what began it, without looking at the whole recording again. Calls are asked in the order of their ends. */
export function createBeginnings(): (call: Call) => string {
  const known = new Map<CallId, Beginning>();
  let actions: Beginning[] = [];

  const begin = (cause: Cause | undefined, call: Call): Beginning => {
    const at = call.phases.requested ?? 0;
    const component = cause?.prop_id === undefined ? (cause?.type ?? '') : splitPropId(cause.prop_id).id;
    const gesture = cause?.gesture === true;
    const same = actions.find(
      (action) => Math.abs(action.at - at) <= SAME_STEP && ((gesture && action.gesture) || (component !== '' && action.component === component)),
    );
    if (same !== undefined) return same;
    const isPageLoad = cause?.type === 'initial';
    const beginning = { name: isPageLoad ? 'page load' : call.id, component, gesture, at };
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
