import { parseId, splitPropId, stringifyId, type AnyId } from '../dash/component-id';
import { nearestIds } from '../dash/nearest-ids';
import { isPattern } from '../dash/pattern';
import { readSideUpdate } from '../dash/side-update';
import { isJsonObject, type JsonValue } from '../lib/json';
import { isInLayout } from './in-layout';
import type { CallReasonParams } from './reason';
import type { TraceState } from './state';
import { toPropId, type Call, type LayoutIds } from './types';

export type MissingTargets = CallReasonParams['side_targets_missing'];

interface Target {
  readonly id: AnyId;
  readonly property: string;
}

/**
 * Properties that a call was to write in addition to its outputs, or that were to cancel its job, but whose components
 * are not on the page: the renderer writes nothing there and reports nothing. `null` if there are none. Ids with
 * wildcards may match nothing.
 */
export function missingTargets(
  { layout, callbacks, jobs, progressDefaults }: TraceState,
  call: Call,
): MissingTargets | null {
  const { response, transport, job: ownJob, callback } = call;
  if (layout === null) return null;
  const body = response?.json;
  const part = (key: string): JsonValue | undefined => (isJsonObject(body) ? body[key] : undefined);
  const running = callbacks.get(callback)?.running;
  const job = ownJob === null ? undefined : jobs.get(ownJob);
  const all: readonly (readonly [MissingTargets['origin'], readonly Target[]])[] = [
    ['set_props', transport === 'http' ? readSideUpdate(part('sideUpdate')) : []],
    ['running', [...readSideUpdate(running?.on), ...readSideUpdate(running?.off)]],
    ['progress', [progressDefaults.get(call.id), part('progress'), part('progressDefault')].flatMap(readSideUpdate)],
    ['cancel', (job?.cancel ?? []).map(targetOf)],
  ];
  for (const [origin, targets] of all) {
    const missing = targets.filter((target) => isMissing(layout, call, target));
    if (missing.length === 0) continue;
    return {
      origin,
      props: [...new Set(missing.map(({ id, property }) => toPropId(`${stringifyId(id)}.${property}`)))],
      near:
        missing.length > 1
          ? []
          : missing.flatMap(({ id }) => (typeof id === 'string' ? nearestIds(id, layout.strings) : [])),
    };
  }
  return null;
}

function targetOf(prop: string): Target {
  const { id, property } = splitPropId(prop);
  return { id: parseId(id), property };
}

function isMissing(layout: LayoutIds, { sideUpdates }: Call, { id }: Target): boolean {
  const component = stringifyId(id);
  return (
    !isPattern(id) && !sideUpdates.some(({ props }) => props[component] !== undefined) && !isInLayout(layout, component)
  );
}
