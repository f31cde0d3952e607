import type { TraceModel } from '../trace/model';
import { callIdOf, type Call, type CallId, type Cause } from '../trace/types';
import { splitPropId } from '../dash/component-id';
import { createCallWatch } from './changed-calls';
import {
  addShares,
  criticalPath,
  largestShare,
  NO_SHARES,
  type CriticalStep,
  type Shares,
  type WaitKind,
} from './critical-path';

/** Everything from one user action, interval tick or page load until the app is quiet again. */
export interface Wave {
  /** Its first call, which does not change while the recording grows. */
  readonly id: CallId;
  /** 1, 2, 3 … in the order of starts. */
  readonly number: number;
  /** What began it. */
  readonly cause: Cause;
  readonly start: number;
  /** When its last call settled, without painting; `null` while a call is open. */
  readonly end: number | null;
  /** In the order of requests; includes merged requests and those that never ran. */
  readonly calls: readonly CallId[];
  /** How many different callbacks these calls belong to. */
  readonly callbacks: number;
  readonly errors: number;
  /** The calls that determined its end; for an open wave, so far. */
  readonly path: readonly CriticalStep[];
  /** What the wall time was spent on, along the critical path. */
  readonly shares: Shares;
  readonly mostly: WaitKind | null;
}

export interface WaveTracker {
  /** The waves of the model, in the order of starts; unchanged waves remain the same objects. */
  readonly update: (model: TraceModel) => readonly Wave[];
  /** The wave a call belongs to. */
  readonly waveOf: (call: CallId) => Wave | undefined;
}

interface Group {
  readonly cause: Cause;
  /** When its last call with an external cause was requested. */
  begunAt: number;
  readonly calls: Map<CallId, Call>;
  wave: Wave | null;
}

/** Requests within this time belong to one step of the page, all triggered by one action. */
const SAME_STEP = 5;
/** Components that mount late (from chunks loaded on demand) still belong to the page load. */
const STILL_LOADING = 1_000;
/** A beginning is compared with this many of the latest groups. */
const LOOK_BACK = 8;

export const wavesOf = (model: TraceModel): readonly Wave[] => createWaveTracker().update(model);

/** Follows one app while it is recorded. */
export function createWaveTracker(): WaveTracker {
  const watch = createCallWatch(true);
  const groups = createGroups();
  const groupOf = new Map<CallId, Group>();
  /** Calls that follow another call into its wave, by that call. */
  const followers = new Map<CallId, Set<CallId>>();
  let waves: readonly Wave[] = [];
  let latest = 0;

  const groupFor = (call: Call): Group => {
    const at = call.phases.requested ?? 0;
    const survivor = survivorOf(call);
    if (survivor !== null) {
      follow(call.id, survivor);
      const group = groupOf.get(survivor);
      if (group) return group;
    }
    // The user waits for the result of the newest action, so a call that two actions lead to belongs to the newer one.
    const fresh = call.causes.findLast(({ type }) => type === 'user' || type === 'interval');
    if (fresh) return groups.beginningFor(fresh, at);
    let found: Group | null = null;
    for (const { call: by } of call.causes) {
      if (by === undefined || by === call.id) continue;
      follow(call.id, by);
      const group = groupOf.get(by);
      if (group && (found === null || group.begunAt > found.begunAt)) found = group;
    }
    return found ?? groups.beginningFor(call.causes[0] ?? { type: call.initial ? 'initial' : 'unknown' }, at);
  };

  const follow = (call: CallId, by: CallId): void => {
    const known = followers.get(by);
    if (known) known.add(call);
    else followers.set(by, new Set([call]));
  };

  /** @param moved the calls that have already been moved: causes may form a cycle */
  const place = (call: Call, model: TraceModel, moved = new Set<CallId>()): void => {
    const before = groupOf.get(call.id);
    const group = before && moved.size === 0 && staysIn(before, call) ? before : groupFor(call);
    latest = Math.max(latest, lastKnownOf(call));
    group.calls.set(call.id, call);
    group.wave = null;
    if (before === group) return;
    groupOf.set(call.id, group);
    if (call.causes.some(({ type }) => type === 'user' || type === 'interval'))
      group.begunAt = Math.max(group.begunAt, call.phases.requested ?? 0);
    if (before) {
      before.calls.delete(call.id);
      before.wave = null;
    }
    // A call that moves takes along the calls that follow it.
    moved.add(call.id);
    for (const id of followers.get(call.id) ?? []) {
      const follower = model.calls.get(id);
      if (follower && groupOf.has(id) && !moved.has(id)) place(follower, model, moved);
    }
  };

  /** The recording dropped a call: its wave continues without it. */
  const leave = (id: CallId): void => {
    const group = groupOf.get(id);
    groupOf.delete(id);
    followers.delete(id);
    if (group === undefined) return;
    group.calls.delete(id);
    group.wave = null;
  };

  const forget = (): void => {
    groups.clear();
    groupOf.clear();
    followers.clear();
    latest = 0;
  };

  return {
    update(model) {
      const { afresh, gone, calls } = watch(model);
      if (afresh) forget();
      if (calls.length === 0 && gone.length === 0 && !afresh) return waves;
      for (const id of gone) leave(id);
      for (const call of calls) place(call, model);
      const changed = groups.dropEmpty().map((group) => (group.wave ??= toWave(group, latest)));
      changed.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
      waves = changed.map((wave, i) => {
        if (wave.number === i + 1) return wave;
        const numbered = { ...wave, number: i + 1 };
        const group = groupOf.get(wave.id);
        if (group) group.wave = numbered;
        return numbered;
      });
      return waves;
    },
    waveOf: (call) => groupOf.get(call)?.wave ?? undefined,
  };
}

interface Groups {
  /** The group that a beginning belongs to: one of the latest, or a new one. */
  readonly beginningFor: (cause: Cause, at: number) => Group;
  /** Drops the groups without calls and returns the others. */
  readonly dropEmpty: () => readonly Group[];
  readonly clear: () => void;
}

function createGroups(): Groups {
  let list: Group[] = [];
  let pageLoad: Group | null = null;

  const begin = (cause: Cause, at: number): Group => {
    const group: Group = { cause, begunAt: at, calls: new Map(), wave: null };
    list.push(group);
    return group;
  };

  const beginningFor = (cause: Cause, at: number): Group => {
    if (cause.type === 'initial') {
      // Its calls may all have been dropped since.
      if (pageLoad?.calls.size === 0) pageLoad = null;
      if (pageLoad && at <= endOf(pageLoad) + STILL_LOADING) return pageLoad;
      const group = begin(cause, at);
      pageLoad ??= group;
      return group;
    }
    const isSame = (group: Group): boolean =>
      isSameAction(group.cause, cause) ??
      (Math.abs(at - group.begunAt) <= SAME_STEP && isSameBeginning(group.cause, cause));
    const same = list.slice(-LOOK_BACK).find((group) => group.calls.size > 0 && isSame(group));
    return same ?? begin(cause, at);
  };

  return {
    beginningFor,
    dropEmpty() {
      list = list.filter((group) => group.calls.size > 0);
      return list;
    },
    clear() {
      list = [];
      pageLoad = null;
    },
  };
}

const endOf = ({ calls }: Group): number => {
  let end = 0;
  for (const { ended, phases } of calls.values()) end = Math.max(end, ended ?? Infinity, phases.requested ?? 0);
  return end;
};

/** The latest known time of a call. */
const lastKnownOf = ({ ended, phases }: Call): number =>
  Math.max(ended ?? 0, phases.painted ?? 0, phases.received ?? phases.sent ?? phases.ready ?? phases.requested ?? 0);

/** Only new information about its causes can move a call. */
function staysIn(group: Group, call: Call): boolean {
  const known = group.calls.get(call.id);
  return known?.causes === call.causes && (known.outcome === 'merged') === (call.outcome === 'merged');
}

/** Whether both belong to one click or key; `null` if the recording does not number them. */
export function isSameAction(a: Cause, b: Cause): boolean | null {
  return a.action === undefined || b.action === undefined ? null : a.action === b.action;
}

/** A gesture is one action, whichever components it reached; other causes are distinguished by their component. */
function isSameBeginning(a: Cause, b: Cause): boolean {
  if (a.type !== b.type) return false;
  if (a.gesture && b.gesture) return true;
  return componentOf(a) === componentOf(b);
}

const componentOf = ({ prop_id }: Cause): string => (prop_id === undefined ? '' : splitPropId(prop_id).id);

/** The call that a merged request became part of. */
const survivorOf = ({ reason }: Call): CallId | null => (reason?.code === 'merged' ? reason.params.by : null);

function toWave(group: Group, latest: number): Wave {
  const calls = [...group.calls.values()].sort((a, b) => a.index - b.index);
  const [first] = calls;
  const start = calls.reduce(
    (least, { phases }) => Math.min(least, phases.requested ?? least),
    first?.phases.requested ?? 0,
  );
  const isOpen = calls.some(({ ended }) => ended === null);
  const end = isOpen ? null : calls.reduce((most, { ended }) => Math.max(most, ended ?? 0), start);
  const path = criticalPath(calls, latest);
  const along = path.reduce((sum, step) => addShares(sum, step.shares), NO_SHARES);
  // The time before the first step: the beginning belonged to calls that did not determine the end.
  const shares = { ...along, other: along.other + Math.max(0, (path[0]?.from ?? start) - start) };
  return {
    id: first?.id ?? callIdOf(0),
    number: 0,
    cause: group.cause,
    start,
    end,
    calls: calls.map(({ id }) => id),
    callbacks: new Set(calls.map(({ callback }) => callback)).size,
    errors: calls.filter(({ outcome }) => outcome === 'error').length,
    path,
    shares,
    mostly: largestShare(shares),
  };
}
