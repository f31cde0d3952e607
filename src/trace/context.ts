import { groupedContext, rebuildContext } from '../dash/context';
import { readPayload } from '../dash/payload';
import type { Call, CallbackDefinition, Context } from './types';

interface Known {
  readonly grouping: CallbackDefinition['grouping'];
  readonly context: Context;
}

const known = new WeakMap<object, Known>();

/**
 * `dash.ctx` as the call had it, rebuilt from what was sent. `null` when that is not known: the call was not sent
 * (yet), or its large body has not been outlined yet. The groupings are there where the companion told how they are made.
 */
export function contextOf(call: Call, definition?: CallbackDefinition): Context | null {
  const { request } = call;
  if (request === null) return null;
  const grouping = definition?.grouping;
  const earlier = known.get(request);
  if (earlier !== undefined && earlier.grouping === grouping) return earlier.context;
  const payload = readPayload(request.json);
  if (payload === undefined) return null;
  const context: Context = {
    ...rebuildContext(payload),
    ...(grouping === undefined ? {} : groupedContext(payload, grouping)),
  };
  known.set(request, { grouping, context });
  return context;
}
