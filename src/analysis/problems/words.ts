import { prettyPropId } from '../../dash/pretty';
import type { TraceModel } from '../../trace/model';
import { shortName } from '../../trace/short-name';
import type { CallbackDefinition, CallbackKey } from '../../trace/types';

const lists = new WeakMap<TraceModel['callbacks'], readonly CallbackDefinition[]>();

/** What a callback is called. Names are worked out once per collection, so the same one is handed on. */
export function nameOf({ callbacks }: Pick<TraceModel, 'callbacks'>, key: CallbackKey): string {
  let all = lists.get(callbacks);
  if (all === undefined) lists.set(callbacks, (all = [...callbacks.values()]));
  const definition = callbacks.get(key);
  return definition === undefined ? prettyPropId(key) : shortName(definition, all);
}
