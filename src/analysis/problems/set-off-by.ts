import type { TraceModel } from '../../trace/model';
import type { Call, CallId } from '../../trace/types';

/** How many steps are followed back. */
const DEEPEST = 20;

/**
 * A call, then the calls that triggered it, then those that triggered these, and so on, as far as they are recorded.
 */
export function* backFrom({ calls }: TraceModel, call: Call, deepest = DEEPEST): Generator<readonly Call[]> {
  let level: readonly Call[] = [call];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    yield level;
    const callers = new Set(level.flatMap(({ causes }) => causes.flatMap(({ call: by }) => by ?? [])));
    level = [...callers].flatMap((id) => calls.get(id) ?? []);
  }
}

/** Did the earlier call trigger the later one, directly or through others? */
export function isSetOffBy(model: TraceModel, call: Call, earlier: CallId): boolean {
  for (const level of backFrom(model, call)) if (level.some(({ id }) => id === earlier)) return true;
  return false;
}
