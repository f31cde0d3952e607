import type { TraceModel } from '../trace/model';
import type { Call, CallId } from '../trace/types';

/** What changed about the calls since the previous request. */
export interface ChangedCalls {
  /**
   * Everything derived before is invalid: the recording was cleared, or (unless `gone` is requested) its oldest calls
   * were dropped.
   */
  readonly afresh: boolean;
  /** Calls that the recording dropped, oldest first; what was derived from the others remains valid. */
  readonly gone: readonly CallId[];
  /** New and changed calls; new ones in the order of requests. */
  readonly calls: readonly Call[];
}

/**
 * A settled call can still change: when it was painted, or because a later write was its side update. After this many
 * milliseconds of the trace it no longer changes.
 */
const SETTLED_AFTER = 5_000;

/**
 * Follows one app's model, whose records are replaced and whose maps grow in place, without walking through all of it
 * each time. Use one for each app: calls of different apps have the same ids.
 * @param tellsGone for callers that can continue without the oldest calls, which a busy recording drops from time to
 *   time
 */
export function createCallWatch(tellsGone = false): (model: TraceModel) => ChangedCalls {
  const watched = new Map<CallId, Call>();
  let seen = 0;
  let known: readonly CallId[] = [];
  let latest = 0;

  return ({ calls, callIds }) => {
    const last = known[seen - 1];
    const isSame = seen === 0 || (callIds.length >= seen && callIds[0] === known[0] && callIds[seen - 1] === last);
    let gone: readonly CallId[] = [];
    let afresh = false;
    if (!isSame) {
      const left = tellsGone && last !== undefined && calls.has(last) ? callIds.indexOf(last) + 1 : 0;
      afresh = left === 0;
      if (!afresh) gone = known.slice(0, seen).filter((id) => !calls.has(id));
      for (const id of afresh ? [...watched.keys()] : gone) watched.delete(id);
      seen = left;
    }
    const changed: Call[] = [];
    for (const [id, before] of watched) {
      const call = calls.get(id);
      if (call === undefined) continue;
      if (call !== before) {
        changed.push(call);
        watched.set(id, call);
        latest = Math.max(latest, call.ended ?? 0);
      }
      if (call.ended !== null && latest - call.ended > SETTLED_AFTER) watched.delete(id);
    }
    for (; seen < callIds.length; seen++) {
      const id = callIds[seen];
      const call = id === undefined ? undefined : calls.get(id);
      if (call === undefined) continue;
      changed.push(call);
      watched.set(call.id, call);
      latest = Math.max(latest, call.phases.requested ?? 0, call.ended ?? 0);
    }
    known = callIds;
    return { afresh, gone, calls: changed };
  };
}
