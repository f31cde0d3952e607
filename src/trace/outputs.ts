import { patchOperations } from '../dash/patch';
import { concreteOutputs, readPayload } from '../dash/payload';
import { responseValue } from './body';
import { toPropId, type Call, type CallbackDefinition, type OutputUpdate } from './types';

/** Outcomes after which the renderer had a result. */
const RETURNED: ReadonlySet<string> = new Set(['updated', 'partial', 'no_update', 'prevented', 'discarded']);

/**
 * What the call did with each of its outputs, in order, wildcards expanded. `null` when that is not known: it did not
 * return (yet), or its large response has not been outlined yet.
 */
export function outputsOf(call: Call, _definition?: CallbackDefinition): readonly OutputUpdate[] | null {
  if (!RETURNED.has(call.outcome)) return null;
  const payload = readPayload(call.request?.json);
  if (payload === undefined) return null;
  const empty = call.outcome === 'no_update' || call.outcome === 'prevented';
  const body = call.response?.json;
  if (!empty && body === undefined) return null;
  return concreteOutputs(payload).map(({ id, property }): OutputUpdate => {
    const prop_id = toPropId(`${id}.${property}`);
    const value = empty ? undefined : responseValue(body, id, property);
    if (value === undefined) return { prop_id, update: 'no_update' };
    const operations = patchOperations(value);
    return operations === undefined
      ? { prop_id, update: 'value', value }
      : { prop_id, update: 'patch', value, operations };
  });
}
