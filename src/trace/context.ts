import { groupedContext, rebuildContext } from '../dash/context';
import { readPayload } from '../dash/payload';
import { derived } from '../lib/derived';
import type { Call, CallbackDefinition, Context } from './types';

/**
 * `dash.ctx` as the call had it, rebuilt from what was sent. `null` when that is not known: the call was not sent
 * (yet), or its large body has not been outlined yet. The groupings are included if the companion reported how they are
 * made.
 */
export function contextOf(call: Call, definition?: CallbackDefinition): Context | null {
  const { request } = call;
  if (request === null) return null;
  const grouping = definition?.grouping;
  return grouping === undefined ? contextIn(request) : groupedIn(request)(grouping);
}

type Request = NonNullable<Call['request']>;
type Grouping = NonNullable<CallbackDefinition['grouping']>;

const contextIn = derived((request: Request) => toContext(request));
const groupedIn = derived((request: Request) => derived((grouping: Grouping) => toContext(request, grouping)));

function toContext({ json }: Request, grouping?: Grouping): Context | null {
  const payload = readPayload(json);
  if (payload === undefined) return null;
  return {
    ...rebuildContext(payload),
    ...(grouping === undefined ? {} : groupedContext(payload, grouping)),
  };
}
