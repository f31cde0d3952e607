import { type AnyId } from '../../../src/dash/component-id';
import type { JsonObject } from '../../../src/lib/json';

/** An input that ends a job when it changes. */
export interface CancelInput {
  readonly id: AnyId;
  readonly property: string;
}

const MOST_INPUTS = 100;

/**
 * `cancelInputs` of a job in the renderer's store (docs/dash-internals.md#background): what the app listed in
 * `cancel=`, empty without.
 */
export function cancelInputsOf(job: unknown): readonly CancelInput[] {
  const list = (job as { readonly cancelInputs?: unknown } | null | undefined)?.cancelInputs;
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST_INPUTS).flatMap((entry: unknown): CancelInput[] => {
    const { id, property } = (entry ?? {}) as { readonly id?: unknown; readonly property?: unknown };
    if (typeof property !== 'string') return [];
    return typeof id === 'string' || isPlainObject(id) ? [{ id, property }] : [];
  });
}

const isPlainObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
