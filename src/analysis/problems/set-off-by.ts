import type { TraceModel } from '../../trace/model';
import type { Call, CallId } from '../../trace/types';

/** Steps that are followed back. */
const DEEPEST = 20;

/** Did the earlier call set off the later one, directly or through others? */
export function isSetOffBy({ calls }: TraceModel, call: Call, earlier: CallId): boolean {
  let level: readonly CallId[] = [call.id];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    if (level.includes(earlier)) return true;
    level = [...new Set(level.flatMap((id) => calls.get(id)?.causes.flatMap(({ call: by }) => by ?? []) ?? []))];
  }
  return false;
}
