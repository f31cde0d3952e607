import type { ChangedFlag, EndReason } from '../../../src/protocol/events';
import { endReason, type ListName } from './end-reason';
import { movesOf, type Move } from './list-moves';
import type { AppliedCall } from './requested-by';
import { createTrackedCalls, type Tracked } from './tracked-calls';
import type { ForeignAction, CallbackInstance } from '../taps/renderer-types';

/** A call with its current object. */
export interface CallStep {
  readonly call: number;
  readonly instance: CallbackInstance;
}

/** A transition of a call, in the order of the renderer. */
export type CallTransition =
  /** With the calls whose results are being applied in the same step. */
  | (CallStep & { readonly type: 'requested'; readonly results: readonly AppliedCall[] })
  /** Other properties now count as its triggers. */
  | (CallStep & { readonly type: 'changed' | 'ready' | 'executing' | 'executed' | 'stored' })
  | { readonly type: 'ended'; readonly call: number; readonly reason: EndReason; readonly by: number | null };

export interface CallTrackerOptions {
  readonly nextCall: () => number;
  /** The renderer's index of where each component is in the layout. */
  readonly paths: () => unknown;
  readonly emit: (transition: CallTransition) => void;
}

/** Follows every request to run a callback through the renderer's lists, from `requested` to its end. */
export interface CallTracker {
  /** Reads one `Callbacks.*` action before the reducer does. */
  readonly observe: (action: ForeignAction) => void;
  /** The app was hot-reloaded: everything under way is forgotten by the renderer (docs/dash-internals.md#reload). */
  readonly reload: () => void;
}

export function createCallTracker(options: CallTrackerOptions): CallTracker {
  const { emit } = options;
  const calls = createTrackedCalls(options.nextCall);

  const transition = (added: readonly Move[], removed: readonly Move[]): void => {
    const leaving = calls.leaving(removed);
    const staying = new Set<Tracked>();

    const results = [...leaving.all].filter((tracked) => tracked.list === 'executed');
    for (const move of added) {
      const tracked = calls.find(move, leaving, staying);
      if (tracked === undefined) {
        const fresh = calls.begin(move.instance, move.list);
        staying.add(fresh);
        emit({ type: 'requested', call: fresh.id, instance: fresh.instance, results });
        if (move.list !== 'requested') advance(fresh, move.list, undefined);
      } else {
        staying.add(tracked);
        const before = tracked.list;
        const earlier = tracked.instance;
        calls.follow(tracked, move.instance, move.list);
        advance(tracked, before, earlier);
      }
    }
    const gone = [...leaving.all].filter((tracked) => !staying.has(tracked) || tracked.list === 'stored');
    // All reasons before any is forgotten: a request that is dropped now has still superseded older ones
    // (docs/dash-internals.md#superseded).
    const ends = gone
      .filter(({ list }) => list !== 'executed' && list !== 'stored')
      .map((tracked) => ({
        call: tracked.id,
        ...endReason(tracked.instance, tracked.list, calls.newerThan(tracked), options.paths()),
      }));
    gone.forEach(calls.forget);
    for (const end of ends) emit({ type: 'ended', ...end });
  };

  const advance = (tracked: Tracked, before: ListName, earlier: CallbackInstance | undefined): void => {
    const { id: call, instance, list } = tracked;
    // Calls with ALL outputs are copied at every pass (docs/dash-internals.md#copied-instances), mostly unchanged.
    if (earlier !== undefined && earlier !== instance && !hasSameTriggers(earlier, instance)) {
      emit({ type: 'changed', call, instance });
    }
    if (list === before && earlier !== undefined) return;
    if (list === 'prioritized') emit({ type: 'ready', call, instance });
    else if (list === 'executing' || list === 'executed' || list === 'stored') emit({ type: list, call, instance });
  };

  return {
    observe(action) {
      const { added, removed } = movesOf(action);
      if (added.length > 0 || removed.length > 0) transition(added, removed);
    },
    reload() {
      for (const { id } of calls.all()) emit({ type: 'ended', call: id, reason: 'reloaded', by: null });
      calls.clear();
    },
  };
}

/** The properties that triggered a call, as the renderer records them. */
export function changedOf({ changedPropIds }: CallbackInstance): readonly (readonly [string, ChangedFlag])[] {
  return changedPropIds === undefined ? [] : Object.entries(changedPropIds);
}

function hasSameTriggers(a: CallbackInstance, b: CallbackInstance): boolean {
  if (a.changedPropIds === b.changedPropIds) return true;
  const [left, right] = [changedOf(a), changedOf(b)];
  return (
    left.length === right.length &&
    left.every(([propId, flag], index) => right[index]?.[0] === propId && right[index][1] === flag)
  );
}
