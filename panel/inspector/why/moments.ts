import { derived } from '../../../src/lib/derived';
import type { TraceModel } from '../../../src/trace/model';
import { toPropId, type PropId } from '../../../src/trace/types';

/** Something that happened in the app, after which one may wonder why a callback did not run. */
export interface Moment {
  readonly at: number;
  /** Until then something may come of it: right before the next one, or the end of the recording. */
  readonly until: number;
  /** What changed next, right after `until`. */
  readonly next: readonly PropId[];
  /** What changed, all in one write; none: it is the page load. */
  readonly props: readonly PropId[];
}

/** Actions that are offered; further back nobody remembers what he did. */
const MOST = 25;
/** Milliseconds in which changes of one property are one moment: somebody was typing, or dragging. */
const TOGETHER = 500;

/** What a person did, newest first, callbacks having run or not: also a change that nobody listens to. */
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
