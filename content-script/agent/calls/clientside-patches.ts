import { stringifyId } from '../../../src/dash/component-id';
import { patchOperations } from '../../../src/dash/patch';
import type { JsonObject, JsonValue } from '../../../src/lib/json';
import { boundedCopy } from '../record/bounded-copy';
import { copyValue } from './clientside-values';
import type { TextRing } from '../record/text-ring';

type Foreign = Readonly<Record<string, unknown>>;

/** The operations of larger patches are not recorded, only their result. */
const MOST_OPERATIONS = 500;

const isObject = (value: unknown): value is Foreign => typeof value === 'object' && value !== null;

/**
 * The outputs a clientside function returned as a `Patch` (Dash 3.3+), by component and property, or `null` when there are
 * none. The renderer replaces them with the patched values before the result is visible elsewhere, so they are taken from
 * what the function returned, output by output as the renderer does it (docs/dash-internals.md#clientside).
 */
export function patchesIn(returned: unknown, outputs: unknown, texts: TextRing): JsonObject | null {
  const found: Record<string, Record<string, JsonValue>> = {};
  const look = (output: unknown, value: unknown): void => {
    if (Array.isArray(output)) {
      if (Array.isArray(value)) output.forEach((each, index) => look(each, (value as readonly unknown[])[index]));
      return;
    }
    const patch = copyPatch(value, texts);
    if (patch === undefined || !isObject(output)) return;
    const { id, property } = output as { readonly id: string | JsonObject; readonly property: string };
    (found[stringifyId(id)] ??= {})[property.split('@')[0] ?? property] = patch;
  };
  look(outputs, returned);
  return Object.keys(found).length > 0 ? found : null;
}

function copyPatch(value: unknown, texts: TextRing): JsonValue | undefined {
  // Only its form is checked; its contents are copied below.
  const operations = patchOperations(value as JsonValue | undefined) as readonly unknown[] | undefined;
  if (operations === undefined || operations.length > MOST_OPERATIONS) return undefined;
  return {
    ...(boundedCopy({ ...(value as Foreign), operations: [] }) as JsonObject),
    operations: operations.map((operation) => copyOperation(operation, texts)),
  };
}

function copyOperation(operation: unknown, texts: TextRing): JsonValue {
  if (!isObject(operation)) return boundedCopy(operation);
  const { params, ...rest } = operation;
  const copied = isObject(params)
    ? Object.fromEntries(Object.entries(params).map(([name, value]) => [name, copyValue(value, texts)]))
    : boundedCopy(params);
  return { ...(boundedCopy(rest) as JsonObject), params: copied };
}
