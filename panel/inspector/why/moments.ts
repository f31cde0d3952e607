import { derived } from '../../../src/lib/derived';
import type { TraceModel } from '../../../src/trace/model';
import { toPropId, type PropId } from '../../../src/trace/types';

/** Something that happened in the app, after which the user may expect a callback to run. */
export interface Moment {
  readonly at: number;
  /** Until when it may have consequences: right before the next moment, or the end of the recording. */
  readonly until: number;
  /** What changed next, right after `until`. */
  readonly next: readonly PropId[];
  /** What changed, all in one write; empty for the page load. */
  readonly props: readonly PropId[];
}

/** How many actions are offered; users do not remember older ones. */
const MOST = 25;
/** Changes of one property within this many milliseconds are one moment: typing or dragging. */
const TOGETHER = 500;

/**
 * What the user did, newest first, whether or not a callback ran: includes changes that are not an Input of any
 * callback.
 */
export const momentsOf = derived((model: TraceModel): readonly Moment[] => {
  const starts: { at: number; readonly props: readonly PropId[]; last: number }[] = [];
  const first = model.callIds[0];
  const load = first === undefined ? undefined : model.calls.get(first);
  if (load?.initial === true) starts.push({ at: load.phases.requested ?? 0, props: [], last: 0 });
  for (const { at, type, id, props } of model.events) {
    if (
      (type !== 'user' && type !== 'component') ||
      typeof id !== 'string' ||
      typeof props !== 'object' ||
      props === null
    )
      continue;
    const changed = Object.keys(props).map((property) => toPropId(`${id}.${property}`));
    const same = starts.at(-1);
    if (same?.props.join(' ') === changed.join(' ') && at - same.last <= TOGETHER) same.last = at;
    else starts.push({ at, props: changed, last: at });
  }
  starts.sort((a, b) => a.at - b.at);
  const moments = starts.map(({ at, props }, index): Moment => ({
    at,
    props,
    until: (starts[index + 1]?.at ?? Number.MAX_SAFE_INTEGER) - 1,
    next: starts[index + 1]?.props ?? [],
  }));
  return moments.slice(-MOST).reverse();
});
