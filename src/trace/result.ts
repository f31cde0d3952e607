import { concreteOutputs, readPayload } from '../dash/payload';
import { isOlderThan } from '../dash/version';
import { stripHash } from '../dash/component-id';
import { isJsonObject } from '../lib/json';
import type { EventOf } from '../protocol/events';
import { responseValue } from './body';
import { toPropId, type Call, type CallReason, type Outcome, type PropId } from './types';

export interface Result {
  readonly outcome: Outcome;
  readonly reason: CallReason | null;
}

/** What the renderer reports it wrote. */
type Written = Pick<EventOf<'applied'>, 'updated' | 'declared' | 'gone'>;

/** What a call that returned changed, from what the renderer reports it wrote. */
export function resultOf(call: Call, { updated, declared, gone = [] }: Written, dashVersion: string | null): Result {
  const names = new Set(updated.map(stripHash));
  const lost = [...names].filter((name) => gone.some((id) => name.startsWith(`${id}.`)));
  if (lost.length > 0) return withoutTarget(lost, names.size);
  if (names.size > 0) {
    const asked = Math.min(declared, askedOf(call) ?? declared);
    const left = asked - names.size;
    const shape = call.clientside?.shape;
    if (shape !== undefined && shape.what !== 'value')
      return {
        outcome: left <= 0 ? 'updated' : 'partial',
        reason: { code: 'clientside_shape', params: { ...shape, written: true } },
      };
    return left <= 0
      ? { outcome: 'updated', reason: null }
      : { outcome: 'partial', reason: { code: 'partly_no_update', params: { left, declared: asked } } };
  }
  if (declared === 0) return { outcome: 'no_update', reason: { code: 'no_outputs', params: {} } };
  if (call.transport === 'page') {
    // The renderer records the id of each output before it checks for no_update; after PreventUpdate it records
    // nothing.
    const data = call.response?.json;
    const noted = isJsonObject(data) && isJsonObject(data['response']) && Object.keys(data['response']).length > 0;
    return noted ? NO_UPDATE : PREVENTED;
  }
  if (call.status !== 204) return NO_VALUE;
  // The server says nothing more about a finished job, however it ended.
  if (call.job !== null) return { outcome: 'no_update', reason: { code: 'job_without_result', params: {} } };
  // A response without a body has no side updates either.
  const isLost = dashVersion !== null && !isOlderThan(dashVersion, 2, 17);
  return answersNoUpdateWith204(dashVersion)
    ? { outcome: 'no_update', reason: { code: 'no_update_or_prevented', params: { lost: isLost } } }
    : { outcome: 'prevented', reason: { code: 'prevented', params: { lost: isLost } } };
}

/**
 * What a call changed whose document is gone because of what it wrote; `null` if that does not follow from its response.
 * Only a response over HTTP is complete before anything of it is written: `set_props` of a job, over a WebSocket and in the
 * page takes effect while the function is still running.
 */
export function resultBeforeLeaving(call: Call, wrote: PropId, dashVersion: string | null): Result | null {
  if (call.transport !== 'http' || call.kind === 'background') return null;
  const payload = readPayload(call.request?.json);
  const body = call.response?.json;
  if (payload === undefined || body === undefined) return null;
  const outputs = concreteOutputs(payload);
  const updated = outputs.flatMap(({ id, property }) =>
    responseValue(body, id, property) === undefined ? [] : `${id}.${property}`,
  );
  const isSideUpdate = isJsonObject(body) && isJsonObject(body['sideUpdate']);
  if (!isSideUpdate && !updated.map(stripHash).includes(wrote)) return null;
  return resultOf(call, { updated, declared: outputs.length }, dashVersion);
}

/** How many outputs the call had when it was sent: components added while it ran do not count. `null`: not known. */
function askedOf({ request }: Call): number | null {
  const payload = readPayload(request?.json);
  return payload === undefined ? null : concreteOutputs(payload).length;
}

const NO_UPDATE: Result = { outcome: 'no_update', reason: { code: 'no_update', params: {} } };
/** The server also responds so when an `on_error` handler took care of an exception (docs/dash-internals.md#response). */
const NO_VALUE: Result = { outcome: 'no_update', reason: { code: 'no_value', params: {} } };
/** Where side updates take effect at once, so that none is lost. */
export const PREVENTED: Result = { outcome: 'prevented', reason: { code: 'prevented', params: { lost: false } } };

/** @param lost outputs with a returned value whose components were gone; `returned` is the total */
function withoutTarget(lost: readonly string[], returned: number): Result {
  const others = lost.length < returned;
  return {
    outcome: others ? 'partial' : 'discarded',
    reason: { code: 'targets_removed', params: { props: lost.map(toPropId), others } },
  };
}

/**
 * Up to 3.0.x a single `no_update` for all outputs is sent as 204, like PreventUpdate
 * (docs/dash-internals.md#response).
 */
const answersNoUpdateWith204 = (version: string | null): boolean => version === null || isOlderThan(version, 3, 1);
