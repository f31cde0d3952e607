import { rebuildContext } from '../dash/context';
import { readPayload } from '../dash/payload';
import type { Call, CallbackDefinition, Context } from './types';

const known = new WeakMap<object, Context>();

/**
 * `dash.ctx` as the call had it, rebuilt from what was sent. `null` when that is not known: the call was not sent
 * (yet), or its large body has not been outlined yet.
 */
export function contextOf(call: Call, _definition?: CallbackDefinition): Context | null {
  const { request } = call;
  if (request === null) return null;
  const earlier = known.get(request);
  if (earlier !== undefined) return earlier;
  const payload = readPayload(request.json);
  if (payload === undefined) return null;
  const context: Context = rebuildContext(payload);
  known.set(request, context);
  return context;
}
