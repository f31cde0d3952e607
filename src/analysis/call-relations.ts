import type { TraceModel } from '../trace/model';
import type { Call, CallbackKey, CallId } from '../trace/types';
import { createCallWatch } from './changed-calls';

/** How the calls of a recording are related. A list that did not change remains the same object. */
export interface CallRelations {
  /** Calls of a callback, in the order of requests. */
  readonly byCallback: ReadonlyMap<CallbackKey, readonly CallId[]>;
  /** Calls that name a call among their causes, in the order of requests. */
  readonly effects: ReadonlyMap<CallId, readonly CallId[]>;
}

export interface RelationTracker {
  /** The relations of the model; the same object each time, updated. */
  readonly update: (model: TraceModel) => CallRelations;
}

/** Follows one recording: the cost of an update depends on what has changed, not on what has been recorded. */
export function createRelationTracker(): RelationTracker {
  const watch = createCallWatch(true);
  const byCallback = createLists<CallbackKey>();
  const effects = createLists<CallId>();
  const known = new Map<CallId, Pick<Call, 'callback' | 'causes' | 'index'>>();
  const indexOf = (id: CallId): number => known.get(id)?.index ?? 0;

  const forget = (id: CallId): void => {
    const call = known.get(id);
    if (call === undefined) return;
    byCallback.remove(call.callback, id);
    for (const cause of causesOf(call)) effects.remove(cause, id);
    effects.drop(id);
  };

  const note = (call: Call): void => {
    const { id, callback, causes, index } = call;
    const before = known.get(id);
    known.set(id, { callback, causes, index });
    if (before === undefined) byCallback.add(callback, id);
    if (before?.causes === causes) return;
    const earlier = before === undefined ? NO_CAUSES : causesOf(before);
    const now = causesOf(call);
    for (const cause of earlier) if (!now.has(cause)) effects.remove(cause, id);
    for (const cause of now) if (!earlier.has(cause)) effects.add(cause, id);
  };

  return {
    update(model) {
      const { afresh, gone, calls } = watch(model);
      if (afresh) {
        byCallback.clear();
        effects.clear();
        known.clear();
      }
      for (const id of gone) forget(id);
      for (const call of calls) note(call);
      byCallback.settle(indexOf);
      effects.settle(indexOf);
      for (const id of gone) known.delete(id);
      return { byCallback: byCallback.lists, effects: effects.lists };
    },
  };
}

const NO_CAUSES: ReadonlySet<CallId> = new Set();

const causesOf = ({ causes }: Pick<Call, 'causes'>): ReadonlySet<CallId> =>
  new Set(causes.flatMap(({ call }) => call ?? []));

interface Lists<Key> {
  readonly lists: ReadonlyMap<Key, readonly CallId[]>;
  readonly add: (key: Key, id: CallId) => void;
  readonly remove: (key: Key, id: CallId) => void;
  readonly drop: (key: Key) => void;
  readonly clear: () => void;
  /** Creates each list that changed once. */
  readonly settle: (indexOf: (id: CallId) => number) => void;
}

function createLists<Key>(): Lists<Key> {
  const lists = new Map<Key, readonly CallId[]>();
  const added = new Map<Key, CallId[]>();
  const removed = new Map<Key, Set<CallId>>();
  return {
    lists,
    add(key, id) {
      const list = added.get(key);
      if (list === undefined) added.set(key, [id]);
      else list.push(id);
    },
    remove(key, id) {
      const ids = removed.get(key);
      if (ids === undefined) removed.set(key, new Set([id]));
      else ids.add(id);
    },
    drop(key) {
      lists.delete(key);
      removed.delete(key);
    },
    clear() {
      lists.clear();
      added.clear();
      removed.clear();
    },
    settle(indexOf) {
      for (const [key, ids] of removed) {
        const left = (lists.get(key) ?? []).filter((id) => !ids.has(id));
        if (left.length > 0) lists.set(key, left);
        else lists.delete(key);
      }
      for (const [key, ids] of added) {
        const before = lists.get(key) ?? [];
        const list = [...before, ...ids];
        const last = before.at(-1);
        const isInOrder = ids.every((id, at) => indexOf(ids[at - 1] ?? last ?? id) <= indexOf(id));
        lists.set(key, isInOrder ? list : list.sort((a, b) => indexOf(a) - indexOf(b)));
      }
      added.clear();
      removed.clear();
    },
  };
}
