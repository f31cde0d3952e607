import type { EndReason } from '../../../src/protocol/events';
import type { CallbackInstance } from '../taps/renderer-types';

/** Where an instance was when the renderer removed it. */
export type ListName = 'requested' | 'prioritized' | 'blocked' | 'executing' | 'watched' | 'executed' | 'stored';

/**
 * Why an instance left a list and turned up in no other (docs/dash-internals.md#not-run; the order of the tests
 * matters).
 * @param newer number of a younger call of the same callback and match, still on its way
 */
export function endReason(
  instance: CallbackInstance,
  list: ListName,
  newer: number | null,
  paths: unknown,
): { readonly reason: EndReason; readonly by: number | null } {
  const running = list === 'executing' || list === 'watched';
  // Before all else, as in the renderer's pass: such a request neither merges nor replaces.
  if (list === 'requested' && isCircular(instance)) return { reason: 'circular', by: null };
  if (newer !== null) {
    if (list === 'requested') return { reason: 'merged', by: newer };
    return { reason: running ? 'discarded' : 'superseded', by: newer };
  }
  if (outputsAreGone(instance, paths)) return { reason: running ? 'discarded' : 'outputs_missing', by: null };
  if (list === 'requested' && instance.executionGroup !== undefined) return { reason: 'group_dropped', by: null };
  return { reason: 'unknown', by: null };
}

export const isCircular = ({ callback, predecessors }: CallbackInstance): boolean =>
  predecessors?.some((earlier) => earlier === callback || earlier.output === callback.output) === true;

function outputsAreGone(instance: CallbackInstance, paths: unknown): boolean {
  const { callback } = instance;
  const declaresOutputs = callback.noOutput !== true && (callback.outputs?.length ?? 0) > 0;
  return declaresOutputs && instance.getOutputs?.(paths).flat().length === 0;
}
