import type { ChangedFlag, EndReason } from '../../../src/protocol/events';
import { endReason, isCircular, type ListName } from './end-reason';
import { movesOf, type Move } from './list-moves';
import type { AppliedCall } from './requested-by';
import type { ForeignAction, CallbackInstance } from '../taps/renderer-types';

/** A call and its current object in the renderer's lists. */
interface Tracked {
  readonly id: number;
  readonly uid: string;
  instance: CallbackInstance;
  list: ListName;
  /** What runs it, once it runs. */
  promise: object | null;
}

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

/**
 * From which lists an object that is new in a list may come. Instances are copied on the way
 * (docs/dash-internals.md#copied-instances), so a new object is the successor of one removed in the same action: with
 * the same promise, else the same callback and match values.
 */
const SOURCES: { readonly [L in ListName]: readonly ListName[] } = {
  requested: ['requested'],
  prioritized: ['requested', 'prioritized'],
  blocked: ['prioritized', 'blocked'],
  executing: ['prioritized', 'blocked', 'executing'],
  watched: ['executing', 'watched'],
  executed: ['executing', 'watched'],
  stored: ['executed'],
};

const uidOf = (instance: CallbackInstance): string => `${instance.callback.output}\n${instance.anyVals ?? ''}`;

export function createCallTracker(options: CallTrackerOptions): CallTracker {
  const { emit } = options;
  const byInstance = new WeakMap<object, Tracked>();
  const byPromise = new WeakMap<object, Tracked>();
  const live = new Map<string, Set<Tracked>>();

  const follow = (tracked: Tracked, instance: CallbackInstance, list: ListName): void => {
    if (tracked.instance !== instance) byInstance.set(instance, tracked);
    tracked.instance = instance;
    tracked.list = list;
    const { executionPromise } = instance;
    if (typeof executionPromise !== 'object' || executionPromise === null || executionPromise === tracked.promise)
      return;
    tracked.promise = executionPromise;
    byPromise.set(executionPromise, tracked);
  };

  const begin = (instance: CallbackInstance, list: ListName): Tracked => {
    const tracked: Tracked = { id: options.nextCall(), uid: uidOf(instance), instance, list, promise: null };
    byInstance.set(instance, tracked);
    follow(tracked, instance, list);
    const same = live.get(tracked.uid);
    if (same === undefined) live.set(tracked.uid, new Set([tracked]));
    else same.add(tracked);
    return tracked;
  };

  const forget = (tracked: Tracked): void => {
    const same = live.get(tracked.uid);
    same?.delete(tracked);
    if (same?.size === 0) live.delete(tracked.uid);
  };

  const newerThan = (tracked: Tracked): number | null => {
    let newest: Tracked | null = null;
    for (const other of live.get(tracked.uid) ?? []) {
      const waiting = other.list === 'requested' || other.list === 'prioritized' || other.list === 'blocked';
      // A page-load request is dropped in favour of any other request of the same round, older or younger.
      const gaveWay = tracked.list === 'requested' && other.instance.initialCall === true;
      const replaces = (other.id > tracked.id && !gaveWay) || tracked.instance.initialCall === true;
      // A circular request is removed before anything else is processed.
      const counts = waiting && !(other.list === 'requested' && isCircular(other.instance));
      if (other !== tracked && counts && replaces && (newest === null || other.id > newest.id)) newest = other;
    }
    return newest?.id ?? null;
  };

  const transition = (added: readonly Move[], removed: readonly Move[]): void => {
    // By what they run, as one action may move a thousand: looking through all of them for each would take a million
    // steps.
    const leaving = new Set<Tracked>();
    const leavingByUid = new Map<string, Tracked[]>();
    for (const { instance, list } of removed) {
      const tracked = byInstance.get(instance);
      if (tracked?.list !== list || leaving.has(tracked)) continue;
      leaving.add(tracked);
      const alike = leavingByUid.get(tracked.uid);
      if (alike === undefined) leavingByUid.set(tracked.uid, [tracked]);
      else alike.push(tracked);
    }
    const staying = new Set<Tracked>();

    const find = ({ list, instance }: Move): Tracked | undefined => {
      const known = byInstance.get(instance);
      if (known !== undefined) return known;
      const { executionPromise } = instance;
      if (typeof executionPromise === 'object' && executionPromise !== null) {
        const running = byPromise.get(executionPromise);
        if (running !== undefined) return running;
      }
      const alike = leavingByUid.get(uidOf(instance)) ?? [];
      const from = alike.filter((tracked) => SOURCES[list].includes(tracked.list) && !staying.has(tracked));
      // A copy keeps the accessors of the object it was made of; of merged requests that is the last.
      const original = from.find(
        (tracked) => instance.getOutputs !== undefined && tracked.instance.getOutputs === instance.getOutputs,
      );
      return original ?? (list === 'executing' ? from[0] : from.at(-1));
    };

    const results = [...leaving].filter((tracked) => tracked.list === 'executed');
    for (const move of added) {
      const tracked = find(move);
      if (tracked === undefined) {
        const fresh = begin(move.instance, move.list);
        staying.add(fresh);
        emit({ type: 'requested', call: fresh.id, instance: fresh.instance, results });
        if (move.list !== 'requested') advance(fresh, move.list, undefined);
      } else {
        staying.add(tracked);
        const before = tracked.list;
        const earlier = tracked.instance;
        follow(tracked, move.instance, move.list);
        advance(tracked, before, earlier);
      }
    }
    const gone = [...leaving].filter((tracked) => !staying.has(tracked) || tracked.list === 'stored');
    // All reasons before any is forgotten: a request that is dropped now has still superseded older ones
    // (docs/dash-internals.md#superseded).
    const ends = gone
      .filter(({ list }) => list !== 'executed' && list !== 'stored')
      .map((tracked) => ({
        call: tracked.id,
        ...endReason(tracked.instance, tracked.list, newerThan(tracked), options.paths()),
      }));
    gone.forEach(forget);
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
      for (const same of live.values()) {
        for (const tracked of same) emit({ type: 'ended', call: tracked.id, reason: 'reloaded', by: null });
      }
      live.clear();
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
