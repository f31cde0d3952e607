import { propIdOf } from '../dash/component-id';
import { flatItems, readPayload } from '../dash/payload';
import { outputsOf } from '../trace/outputs';
import type { Call, CallId } from '../trace/types';
import { answeredAt } from './answered-at';

/** What a stretch of the critical path was spent on. `queue`: before the call was sent. `other`: between calls. */
export const WAIT_KINDS = ['queue', 'server', 'job', 'clientside', 'apply', 'other'] as const;
export type WaitKind = (typeof WAIT_KINDS)[number];

/** Milliseconds by kind. */
export type Shares = { readonly [K in WaitKind]: number };

/** One call of the path, from the end of the previous step to its own end: there are no gaps between steps. */
export interface CriticalStep {
  readonly call: CallId;
  readonly from: number;
  readonly to: number;
  /** The call that had to end before, and why; `null` for the first step. */
  readonly after: { readonly call: CallId; readonly why: 'cause' | 'blocked' } | null;
  /** Milliseconds from `from` until the call was sent. */
  readonly waited: number;
  readonly shares: Shares;
}

/**
 * Times this close count as the same: the clocks of two observers differ slightly, and the renderer works in between.
 */
const CLOSE = 5;

/** A request that never ran blocks nothing. */
const didRun = ({ phases, outcome }: Call): boolean => phases.sent !== undefined || outcome === 'pending';

/**
 * The chain of calls that determined when all of them were done: from the one that ended last, back to what it had to
 * wait for. That is the call that wrote its input or, if it was blocked after it had been requested, the call whose end
 * unblocked it.
 * @param until used as the end of calls that are still open
 */
export function criticalPath(calls: readonly Call[], until: number): readonly CriticalStep[] {
  const endOf = ({ ended }: Call): number => ended ?? until;
  const ran = calls.filter(didRun);
  const byId = new Map(ran.map((call) => [call.id, call]));
  const byEnd = ran.toSorted((a, b) => endOf(a) - endOf(b));
  const steps: CriticalStep[] = [];
  const met = new Set<CallId>();
  let call = byEnd.at(-1);
  let to = call === undefined ? 0 : endOf(call);
  while (call !== undefined && !met.has(call.id)) {
    met.add(call.id);
    const before = blockerOf(call, byEnd, endOf) ?? causeOf(call, byId, endOf);
    const requested = call.phases.requested ?? to;
    const held = before?.why === 'blocked' ? heldUntil(call) : requested;
    const from = Math.min(to, before === null ? requested : Math.min(endOf(before.call), held));
    const shares = sharesOf(call, from, to);
    const waited = Math.max(0, Math.min(to, call.phases.sent ?? to) - from);
    steps.push({ call: call.id, from, to, after: before && { call: before.call.id, why: before.why }, waited, shares });
    call = before?.call;
    to = from;
  }
  return steps.reverse();
}

interface Before {
  readonly call: Call;
  readonly why: 'cause' | 'blocked';
}

const heldUntil = ({ phases }: Call): number => phases.ready ?? phases.sent ?? phases.requested ?? 0;

/** Whether the call has an Input that the other one wrote, or was triggered by it. */
function isUpstream(other: Call, call: Call): boolean {
  if (call.causes.some(({ call: by }) => by === other.id)) return true;
  const payload = readPayload(call.request?.json);
  if (payload === undefined) return false;
  const inputs = new Set(flatItems(payload.inputs).map(propIdOf));
  return (outputsOf(other) ?? []).some(({ prop_id }) => inputs.has(prop_id));
}

/**
 * The call whose end unblocked this one: of the calls that ended right before it was ready, one that it is known to
 * depend on, else the last.
 */
function blockerOf(call: Call, byEnd: readonly Call[], endOf: (call: Call) => number): Before | null {
  const { requested = 0 } = call.phases;
  const free = heldUntil(call);
  if (free - requested <= CLOSE) return null;
  let low = 0;
  let high = byEnd.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = byEnd[middle];
    if (candidate !== undefined && endOf(candidate) <= free + 1) low = middle + 1;
    else high = middle;
  }
  const last = byEnd[low - 1];
  if (last === undefined || last.id === call.id || endOf(last) <= requested || free - endOf(last) > CLOSE) return null;
  for (let at = low - 1; at >= 0; at--) {
    const candidate = byEnd[at];
    if (candidate === undefined || free - endOf(candidate) > CLOSE || endOf(candidate) <= requested) break;
    if (candidate.id !== call.id && isUpstream(candidate, call)) return { call: candidate, why: 'blocked' };
  }
  return { call: last, why: 'blocked' };
}

/** Of the calls that triggered it, the one that ended last. */
function causeOf(call: Call, byId: ReadonlyMap<CallId, Call>, endOf: (call: Call) => number): Before | null {
  let latest: Call | null = null;
  for (const cause of call.causes) {
    const candidate = cause.call === undefined ? undefined : byId.get(cause.call);
    if (candidate !== undefined && candidate.id !== call.id && (latest === null || endOf(candidate) > endOf(latest)))
      latest = candidate;
  }
  return latest && { call: latest, why: 'cause' };
}

export const NO_SHARES: Shares = { queue: 0, server: 0, job: 0, clientside: 0, apply: 0, other: 0 };

function sharesOf(call: Call, from: number, to: number): Shares {
  const { phases, kind } = call;
  const within = (start: number, end: number): number => Math.max(0, Math.min(end, to) - Math.max(start, from));
  const requested = phases.requested ?? from;
  const sent = phases.sent ?? to;
  const answered = answeredAt(call) ?? to;
  const run: WaitKind = kind === 'background' ? 'job' : kind === 'clientside' ? 'clientside' : 'server';
  const applied = phases.applied === undefined ? 0 : within(answered, to);
  return {
    ...NO_SHARES,
    // A result that was not applied took no time in the page: what happens until the call ends is something else.
    other: within(from, requested) + (applied > 0 ? 0 : within(answered, to)),
    queue: within(requested, sent),
    [run]: within(sent, answered),
    apply: applied,
  };
}

export function addShares(a: Shares, b: Shares): Shares {
  return {
    queue: a.queue + b.queue,
    server: a.server + b.server,
    job: a.job + b.job,
    clientside: a.clientside + b.clientside,
    apply: a.apply + b.apply,
    other: a.other + b.other,
  };
}

/** The kind with the largest share; `null` if nothing took any time. */
export function largestShare(shares: Shares): WaitKind | null {
  let most: WaitKind | null = null;
  for (const kind of WAIT_KINDS) if (shares[kind] > 0 && (most === null || shares[kind] > shares[most])) most = kind;
  return most;
}
