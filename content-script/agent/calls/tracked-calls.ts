import { isCircular, type ListName } from './end-reason';
import type { Move } from './list-moves';
import type { CallbackInstance } from '../taps/renderer-types';

/** A call and its current object in the renderer's lists. */
export interface Tracked {
  readonly id: number;
  readonly uid: string;
  instance: CallbackInstance;
  list: ListName;
  /** What runs it, once it runs. */
  promise: object | null;
}

/** Calls that leave their list in one action. */
export interface LeavingCalls {
  readonly all: ReadonlySet<Tracked>;
  /** By what they run, as one action may move a thousand: looking through all of them for each would take a million steps. */
  readonly byUid: ReadonlyMap<string, readonly Tracked[]>;
}

/** The calls under way, each with its current object. */
export interface TrackedCalls {
  readonly begin: (instance: CallbackInstance, list: ListName) => Tracked;
  /** A call has another object, or is in another list. */
  readonly follow: (tracked: Tracked, instance: CallbackInstance, list: ListName) => void;
  readonly forget: (tracked: Tracked) => void;
  readonly leaving: (removed: readonly Move[]) => LeavingCalls;
  /**
   * Which call an object that is new in a list belongs to; `undefined` for a new call.
   * @param taken calls that have a new object already
   */
  readonly find: (move: Move, leaving: LeavingCalls, taken: ReadonlySet<Tracked>) => Tracked | undefined;
  /** The newest call that replaces this one, `null` if none does. */
  readonly newerThan: (tracked: Tracked) => number | null;
  readonly all: () => readonly Tracked[];
  readonly clear: () => void;
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

export function createTrackedCalls(nextCall: () => number): TrackedCalls {
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

  return {
    follow,
    begin(instance, list) {
      const tracked: Tracked = { id: nextCall(), uid: uidOf(instance), instance, list, promise: null };
      byInstance.set(instance, tracked);
      follow(tracked, instance, list);
      const same = live.get(tracked.uid);
      if (same === undefined) live.set(tracked.uid, new Set([tracked]));
      else same.add(tracked);
      return tracked;
    },
    forget(tracked) {
      const same = live.get(tracked.uid);
      same?.delete(tracked);
      if (same?.size === 0) live.delete(tracked.uid);
    },
    leaving(removed) {
      const all = new Set<Tracked>();
      const byUid = new Map<string, Tracked[]>();
      for (const { instance, list } of removed) {
        const tracked = byInstance.get(instance);
        if (tracked?.list !== list || all.has(tracked)) continue;
        all.add(tracked);
        const alike = byUid.get(tracked.uid);
        if (alike === undefined) byUid.set(tracked.uid, [tracked]);
        else alike.push(tracked);
      }
      return { all, byUid };
    },
    find({ list, instance }, leaving, taken) {
      const known = byInstance.get(instance);
      if (known !== undefined) return known;
      const { executionPromise } = instance;
      if (typeof executionPromise === 'object' && executionPromise !== null) {
        const running = byPromise.get(executionPromise);
        if (running !== undefined) return running;
      }
      const alike = leaving.byUid.get(uidOf(instance)) ?? [];
      const from = alike.filter((tracked) => SOURCES[list].includes(tracked.list) && !taken.has(tracked));
      // A copy keeps the accessors of the object it was made of; of merged requests that is the last.
      const original = from.find(
        (tracked) => instance.getOutputs !== undefined && tracked.instance.getOutputs === instance.getOutputs,
      );
      return original ?? (list === 'executing' ? from[0] : from.at(-1));
    },
    newerThan: (tracked) => newestOf(tracked, live.get(tracked.uid) ?? []),
    all: () => [...live.values()].flatMap((same) => [...same]),
    clear: () => {
      live.clear();
    },
  };
}

function newestOf(tracked: Tracked, same: Iterable<Tracked>): number | null {
  let newest: Tracked | null = null;
  for (const other of same) {
    const waiting = other.list === 'requested' || other.list === 'prioritized' || other.list === 'blocked';
    // A page-load request is dropped in favour of any other request of the same round, older or younger.
    const gaveWay = tracked.list === 'requested' && other.instance.initialCall === true;
    const replaces = (other.id > tracked.id && !gaveWay) || tracked.instance.initialCall === true;
    // A circular request is removed before anything else is processed.
    const counts = waiting && !(other.list === 'requested' && isCircular(other.instance));
    if (other !== tracked && counts && replaces && (newest === null || other.id > newest.id)) newest = other;
  }
  return newest?.id ?? null;
}
