import { prettyPropId } from '../../dash/pretty';
import type { TraceModel } from '../../trace/model';
import { shortName } from '../../trace/short-name';
import type { CallbackKey } from '../../trace/types';

/** The name of a callback. */
export function nameOf({ callbacks }: Pick<TraceModel, 'callbacks'>, key: CallbackKey): string {
  const definition = callbacks.get(key);
  return definition === undefined ? prettyPropId(key) : shortName(definition, callbacks);
}
