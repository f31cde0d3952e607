import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../lib/json';
import { toMilliseconds, type Milliseconds } from '../../lib/brand';
import type { AgentEvent, EventOf } from '../../protocol/events';
import { endOf, whyFailed, whyNotStarted } from '../end-reason';
import { resultOf } from '../result';
import { notRegistered } from '../unregistered';
import { withoutEffect } from '../without-effect';
import { asOwner, callbackPath, type Owned, type TraceState } from '../state';
import { textOf, toPageBody } from '../body';
import { readReferenceError } from '../../dash/reference-error';
import { propIdOf } from '../../dash/component-id';
import { familyKey } from '../../dash/pattern';
import { readServerError } from '../../dash/server-error';
import { ownRule, sliceHandler } from './handler';
import {
  toCallbackKey,
  callIdOf,
  type CallId,
  type Transport,
  type Call,
  type CallError,
  type CallbackDefinition,
  type Dependency,
} from '../types';

/** How many settled calls are kept; older ones are dropped (`limits.ts`). */
export const MOST_CALLS = 10_000;
/** Above this number, calls that never settled are dropped as well. */
export const MOST_OPEN = 2 * MOST_CALLS;

/** The lifecycle of calls, from requested to settled. Other handlers change a call with `updateCall`. */
export const callsHandler = sliceHandler({
  name: 'calls',
  after: ['app'],
  create: () => ({ calls: new Map(), callIds: null, requested: 0 }),
  limits: { calls: ownRule(MOST_OPEN), callIds: ownRule(MOST_OPEN) },
  handle,
});

/** Replaces the record of a call; a call that is not known because its beginning was dropped is ignored. */
export function updateCall(state: TraceState, id: CallId, change: (call: Call) => Partial<Call>): Call | undefined {
  const call = state.calls.get(id);
  if (call === undefined) return undefined;
  const next = { ...call, ...change(call) };
  asOwner('calls', state).calls.set(id, next);
  return next;
}

export function forgetCall(state: TraceState, id: CallId): void {
  const own = asOwner('calls', state);
  if (own.calls.delete(id)) own.callIds = null;
}

/** Ids of the calls in the order of requests; the same list until a call is added or removed. */
export function callIdsOf(state: TraceState): readonly CallId[] {
  return (asOwner('calls', state).callIds ??= [...state.calls.keys()]);
}

function handle(state: Owned<'calls'>, event: AgentEvent): void {
  const at = toMilliseconds(event.at);
  switch (event.type) {
    case 'requested':
      addCall(state, event, at);
      break;
    case 'changed':
      updateCall(state, callId(event), () => ({ changed: event.changed.map(([propId]) => propId) }));
      break;
    case 'ready':
      updateCall(state, callId(event), ({ phases }) => ({
        phases: { ...phases, ready: at },
        ...(event.early === true ? NOT_STARTED : {}),
      }));
      break;
    case 'executing':
      updateCall(state, callId(event), ({ outcome }) =>
        outcome === 'not_hydrated' ? { outcome: 'pending', reason: null } : {},
      );
      // Over HTTP a call counts as sent when its request is seen: a call that lacks a State component fails earlier.
      if (event.transport === 'none' || event.transport === 'http') break;
      updateCall(state, callId(event), ({ phases }) => ({
        transport: event.transport as Transport,
        phases: { ...phases, sent: at },
      }));
      break;
    case 'finished':
      finish(state, event, at);
      break;
    case 'ran':
      updateCall(state, callId(event), ({ request }) => ({
        clientside: {
          sync: event.sync,
          ...(event.awaited === undefined ? {} : { awaited: true }),
          source: { text: event.source, path: [] },
        },
        request: event.awaited === undefined || event.awaited === null ? request : toPageBody(event.awaited),
      }));
      break;
    case 'applied':
      updateCall(state, callId(event), (call) => {
        if (call.outcome === 'error') return {};
        const result = resultOf(call, event, state.app.dashVersion);
        return {
          ...result,
          ...withoutEffect(state, call, result.reason, event.updated),
          ended: at,
          phases: result.outcome === 'discarded' ? call.phases : { ...call.phases, applied: at },
        };
      });
      break;
    case 'painted':
      for (const number of event.calls) {
        updateCall(state, callIdOf(number), ({ phases }) => ({ phases: { ...phases, painted: at } }));
      }
      break;
    case 'ended': {
      const by = event.by === null ? null : callIdOf(event.by);
      // The renderer kept waiting after a response that it could not read, until the callback was requested again.
      updateCall(state, callId(event), ({ outcome }) =>
        outcome === 'unreadable' ? {} : { ...endOf(event.reason, by), ended: at },
      );
      if (event.reason === 'group_dropped') explainDrop(state, callId(event));
      break;
    }
    default:
      break;
  }
}

/** Until the renderer runs it after all. */
const NOT_STARTED: Partial<Call> = {
  outcome: 'not_hydrated',
  reason: { code: 'not_started', params: {} },
};

const callId = ({ call }: { readonly call: number }): Call['id'] => callIdOf(call);

function addCall(state: Owned<'calls'>, event: EventOf<'requested'>, at: Milliseconds): void {
  const key = toCallbackKey(event.output);
  const definition = state.callbacks.get(key);
  const id = callId(event);
  state.requested++;
  state.calls.set(id, {
    id,
    index: state.requested,
    callback: key,
    kind: definition?.kind ?? 'server',
    transport: null,
    match: matchOf(event.anyVals, definition),
    initial: event.initial,
    causes: [],
    changed: event.changed.map(([propId]) => propId),
    outcome: 'pending',
    reason: null,
    sideUpdates: [],
    phases: { requested: at },
    ended: null,
    server: null,
    error: null,
    job: null,
    status: null,
    request: null,
    response: null,
  });
  state.callIds = null;
}

/**
 * `anyVals` lists the values MATCH bound by sorted key (docs/dash-internals.md#instance); the keys come from the
 * declaration.
 */
function matchOf(anyVals: string, definition: CallbackDefinition | undefined): JsonObject | null {
  const values = anyVals === '' ? undefined : parseJson(anyVals);
  if (!Array.isArray(values)) return null;
  const keys = new Set<string>();
  const dependencies = [...(definition?.outputs ?? []), ...(definition?.inputs ?? [])];
  for (const { id } of dependencies) {
    if (!isJsonObject(id)) continue;
    const matched = Object.keys(id).filter((key) => Array.isArray(id[key]) && id[key][0] === 'MATCH');
    if (matched.length === values.length) {
      matched.sort().forEach((key) => keys.add(key));
      break;
    }
  }
  const names = keys.size === values.length ? [...keys] : values.map((_, index) => String(index));
  return Object.fromEntries(names.map((name, index) => [name, (values as JsonObject[])[index] ?? null]));
}

function finish(state: TraceState, event: EventOf<'finished'>, at: Milliseconds): void {
  updateCall(state, callId(event), (call) => {
    const request = event.payload === null ? call.request : toPageBody(event.payload);
    if (event.result === 'skipped' || event.result === 'ambiguous') {
      const { outcome, reason } = endOf(event.result, null);
      const unregistered = event.result === 'skipped' ? notRegistered(state, call.changed) : null;
      return { outcome, reason: unregistered ?? reason, ended: at };
    }
    const { clientside } = call;
    const shaped =
      event.shape === undefined || clientside === undefined
        ? {}
        : { clientside: { ...clientside, shape: event.shape } };
    if (event.result === 'error') return { request, ended: at, ...shaped, ...failedWith(state, call, event) };
    const patches = event.before === null ? {} : { patches: pairUp(event.before, event.data) };
    if (call.transport !== 'page') return patches;
    return {
      ...shaped,
      request,
      response: event.data === null ? call.response : toPageBody({ response: withPatches(event.data, event.patches) }),
      phases: { ...call.phases, received: at, parsed: at },
      ...patches,
    };
  });
}

/** Values before and after, by prop id. */
function pairUp(before: JsonValue, after: JsonValue | null): NonNullable<Call['patches']> {
  const pairs: Record<string, { before: JsonValue; after: JsonValue }> = {};
  if (!isJsonObject(before) || !isJsonObject(after)) return pairs;
  for (const [id, props] of Object.entries(before)) {
    const later = after[id];
    if (!isJsonObject(props) || !isJsonObject(later)) continue;
    for (const [name, value] of Object.entries(props))
      pairs[`${id}.${name}`] = { before: value, after: later[name] ?? null };
  }
  return pairs;
}

/** What a clientside function returned, as a response would have it: the patches, not what they made of the values. */
function withPatches(result: JsonValue, patches: JsonValue | undefined): JsonValue {
  if (!isJsonObject(result) || !isJsonObject(patches)) return result;
  return {
    ...result,
    ...Object.fromEntries(
      Object.entries(patches).map(([id, props]) => [
        id,
        { ...(result[id] as JsonObject | undefined), ...(props as JsonObject) },
      ]),
    ),
  };
}

/** A call that ended in an error: one that the renderer could not start is distinguished from one that ran. */
function failedWith(state: TraceState, call: Call, event: EventOf<'finished'>): Partial<Call> {
  const error = errorOf(call, event);
  const missing = event.message === null ? undefined : readReferenceError(event.message);
  if (missing === undefined && event.shape !== undefined)
    return {
      outcome: 'error',
      error,
      reason: { code: 'clientside_shape', params: { ...event.shape, written: false } },
    };
  if (missing === undefined) return { outcome: 'error', error, reason: whyFailed(call, error, callbackPath(state)) };
  const { sent: _, ...phases } = call.phases;
  const unregistered = missing.kind === 'missing' ? notRegistered(state, [propIdOf(missing)]) : null;
  return { outcome: 'error', error, reason: unregistered ?? whyNotStarted(missing), phases };
}

function errorOf(call: Call, event: EventOf<'finished'>): CallError {
  if (event.message !== null) {
    // The stack of an error in the renderer itself says nothing about the app.
    const isThrown = call.transport === 'page' && readReferenceError(event.message) === undefined;
    const from = sourceOf(call);
    return {
      message: event.message,
      ...(from === undefined ? {} : { from }),
      ...(event.stack === null || !isThrown ? {} : { traceback: event.stack }),
    };
  }
  return readServerError(call.status ?? 0, textOf(call.response));
}

/** Who says that a call failed, where the message is the renderer's own. */
function sourceOf({ transport, status, reason }: Call): CallError['from'] {
  if (reason?.code === 'server_unreachable') return 'network';
  return transport === 'http' && status === 200 ? 'renderer' : undefined;
}

/** How many earlier calls are searched for the one that a dropped call waited for. */
const MOST_EARLIER = 200;

/** A call was dropped because what it waited for wrote nothing: name that call if it failed. */
function explainDrop(state: TraceState, id: CallId): void {
  const call = state.calls.get(id);
  const inputs = call === undefined ? [] : (state.callbacks.get(call.callback)?.inputs ?? []);
  const earlier = [...state.calls.values()].slice(-MOST_EARLIER);
  const failed = earlier.findLast(
    (other) =>
      (other.outcome === 'error' || other.outcome === 'unreadable') &&
      state.callbacks
        .get(other.callback)
        ?.outputs.some((output) => inputs.some((input) => mayBeSame(output, input))) === true,
  );
  const isLatest = earlier.findLast((other) => other.callback === failed?.callback) === failed;
  if (failed !== undefined && isLatest)
    updateCall(state, id, () => ({ reason: { code: 'group_dropped', params: { failed: failed.id } } }));
}

/** Object ids with the same keys may belong to one component. */
const mayBeSame = (a: Dependency, b: Dependency): boolean =>
  a.property === b.property &&
  (isJsonObject(a.id) && isJsonObject(b.id) ? familyKey(a.id) === familyKey(b.id) : a.id === b.id);
