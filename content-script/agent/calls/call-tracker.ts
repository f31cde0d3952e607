import type { JsonValue } from '../../../src/lib/json';
import type { ChangedFlag, EventBody } from '../../../src/protocol/events';
import { copyPayload, copyResult } from './clientside-values';
import { endReason, isCircular, type ListName } from './end-reason';
import { movesOf, type Move } from './list-moves';
import { requestedBy } from './requested-by';
import type { ForeignAction, CallbackInstance } from '../taps/renderer-types';
import type { TextRing } from '../record/text-ring';

/** A call and the object that stands for it in the renderer's lists right now. */
interface Tracked {
  readonly id: number;
  readonly uid: string;
  instance: CallbackInstance;
  list: ListName;
  /** What runs it, once something does. */
  promise: object | null;
}

export interface CallTrackerOptions {
  readonly record: (body: EventBody) => void;
  readonly nextCall: () => number;
  readonly texts: TextRing;
  readonly paths: () => unknown;
  /** A server call is being sent: find its request. */
  readonly sent: (call: number, output: string) => void;
  /** A clientside function is about to run. */
  readonly prepare: (instance: CallbackInstance) => void;
  /** It goes over the websocket. */
  readonly toSocket: (call: number, instance: CallbackInstance) => void;
  /** It ran: take its measures. */
  readonly ran: (call: number, instance: CallbackInstance) => void;
  /** A result is about to be applied: what its outputs hold before, when it has patches, and those of the page itself. */
  readonly finishing: (call: number, instance: CallbackInstance) => Finishing;
  /** Its result was applied: components of the result that were not there to be written. */
  readonly written: (call: number) => readonly string[];
  readonly painting: (call: number) => void;
  /** The app has started; before, the renderer runs nothing. */
  readonly hydrated: () => boolean;
  readonly transportOf: (instance: CallbackInstance) => 'http' | 'websocket' | 'page';
}

export interface Finishing {
  readonly before: JsonValue | null;
  readonly patches: JsonValue | null;
}

/** Follows every request to run a callback through the renderer's lists, from `requested` to its end. */
export interface CallTracker {
  /** Looks at one `Callbacks.*` action before the reducer does. */
  readonly observe: (action: ForeignAction) => void;
  /** The app was hot-reloaded: everything under way is forgotten by the renderer (reference 5.4). */
  readonly reload: () => void;
}

/**
 * From which lists an object that is new in a list may come. Instances are copied on the way (reference, trap 4), so
 * a new object is the successor of one removed in the same action: with the same promise, else the same callback and
 * match values.
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
  const { record, texts } = options;
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
      // A circular request is taken out before anything else is looked at.
      const counts = waiting && !(other.list === 'requested' && isCircular(other.instance));
      if (other !== tracked && counts && replaces && (newest === null || other.id > newest.id)) newest = other;
    }
    return newest?.id ?? null;
  };

  const transition = (added: readonly Move[], removed: readonly Move[]): void => {
    // By what they run, as one action may move a thousand: looking through all of them for each would take a million steps.
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
        announce(fresh, results);
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
    // All reasons before any is forgotten: a request that is dropped now still took the place of older ones (trap 26).
    const ends = gone
      .filter(({ list }) => list !== 'executed' && list !== 'stored')
      .map((tracked) => ({
        call: tracked.id,
        ...endReason(tracked.instance, tracked.list, newerThan(tracked), options.paths()),
      }));
    gone.forEach(forget);
    for (const end of ends) record({ type: 'ended', ...end });
  };

  const announce = ({ id, instance }: Tracked, results: readonly Tracked[]): void => {
    const changed = changedOf(instance);
    record({
      type: 'requested',
      call: id,
      output: instance.callback.output,
      anyVals: instance.anyVals ?? '',
      initial: instance.initialCall === true,
      changed,
      group: instance.executionGroup ?? null,
      by: requestedBy(instance, results, changed),
    });
  };

  const advance = (tracked: Tracked, before: ListName, earlier: CallbackInstance | undefined): void => {
    const { id, instance, list } = tracked;
    // Calls with ALL outputs are copied at every pass (reference, trap 4), mostly unchanged.
    if (earlier !== undefined && earlier !== instance && !hasSameTriggers(earlier, instance)) {
      record({ type: 'changed', call: id, changed: changedOf(instance) });
    }
    if (list === before && earlier !== undefined) return;
    if (list === 'prioritized') {
      record({ type: 'ready', call: id, ...(options.hydrated() ? {} : { early: true }) });
      if (isClientside(instance)) options.prepare(instance);
    } else if (list === 'executing') execute(tracked);
    else if (list === 'executed') finish(tracked);
    else if (list === 'stored') {
      const { updatedProps = [], allProps = [] } = instance.executionMeta ?? {};
      const updated = updatedProps.filter((prop): prop is string => typeof prop === 'string');
      const gone = options.written(id);
      record({
        type: 'applied',
        call: id,
        updated,
        declared: new Set(allProps).size,
        ...(gone.length > 0 ? { gone } : {}),
      });
      if (updated.length > 0) options.painting(id);
    }
  };

  const execute = ({ id, instance }: Tracked): void => {
    const runs = instance.executionPromise instanceof Promise;
    const transport = runs ? options.transportOf(instance) : 'none';
    record({ type: 'executing', call: id, transport });
    if (transport === 'http') options.sent(id, instance.callback.output);
    if (transport === 'page') options.ran(id, instance);
    if (transport === 'websocket') options.toSocket(id, instance);
  };

  const finish = ({ id, instance }: Tracked): void => {
    const result = instance.executionResult;
    const page = isClientside(instance);
    const failed = result?.error !== undefined;
    const { before, patches } = failed ? { before: null, patches: null } : options.finishing(id, instance);
    record({
      type: 'finished',
      call: id,
      result: result === null || result === undefined ? whySkipped(instance) : failed ? 'error' : 'data',
      message: failed ? messageOf(result.error) : null,
      stack: failed && result.error instanceof Error ? (result.error.stack ?? null) : null,
      payload: page ? copyPayload(result?.payload, texts) : null,
      data: (page && !failed) || before !== null ? copyResult(result?.data, texts) : null,
      before,
      ...(patches === null ? {} : { patches }),
    });
  };

  /** Without a result the renderer ran nothing: no input is there, or each of them is there several times. */
  const whySkipped = ({ getInputs }: CallbackInstance): 'skipped' | 'ambiguous' =>
    getInputs?.(options.paths()).some((found) => Array.isArray(found) && found.length > 1) === true
      ? 'ambiguous'
      : 'skipped';

  return {
    observe(action) {
      const { added, removed } = movesOf(action);
      if (added.length > 0 || removed.length > 0) transition(added, removed);
    },
    reload() {
      for (const same of live.values()) {
        for (const tracked of same) record({ type: 'ended', call: tracked.id, reason: 'reloaded', by: null });
      }
      live.clear();
    },
  };
}

export const isClientside = ({ callback }: CallbackInstance): boolean =>
  typeof callback.clientside_function === 'object' && callback.clientside_function !== null;

function changedOf({ changedPropIds }: CallbackInstance): readonly (readonly [string, ChangedFlag])[] {
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

function messageOf(error: unknown): string | null {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : null;
}
