import { parseId, splitPropId, toPythonId } from '../../../src/dash/component-id';
import type { CallbackInstance } from '../taps/renderer-types';

/** A call whose result has just been applied. */
export interface AppliedCall {
  readonly id: number;
  readonly instance: CallbackInstance;
}

/**
 * Which of the calls just applied requested this one: the renderer appends the applying callback to `predecessors`.
 * Among several calls of that callback (MATCH), the ones that wrote a changed property.
 */
export function requestedBy(
  { predecessors }: CallbackInstance,
  applied: readonly AppliedCall[],
  changed: readonly (readonly [string, unknown])[],
): readonly number[] {
  const last = predecessors?.at(-1);
  if (last === undefined) return [];
  const candidates = applied.filter(
    ({ instance }) => instance.callback === last || instance.callback.output === last.output,
  );
  if (candidates.length <= 1) return candidates.map(({ id }) => id);
  const exact = candidates.filter(({ instance }) => changed.some(([propId]) => wrote(instance, propId)));
  return (exact.length > 0 ? exact : candidates).map(({ id }) => id);
}

/**
 * A server's results name components as Python spells them (docs/dash-internals.md#response), a page's own as the
 * renderer does.
 */
function wrote({ executionResult }: CallbackInstance, propId: string): boolean {
  const { id, property } = splitPropId(propId);
  const data = executionResult?.data as Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  const props = data?.[id] ?? data?.[toPythonId(parseId(id))];
  return props !== undefined && property in props;
}
