import { parseId, splitPropId, stringifyId } from '../dash/component-id';
import { isOlderThan } from '../dash/version';
import { isComponent } from '../dash/component';
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';
import type { CallReason } from './reason';
import type { TraceState } from './state';
import { toPropId, type Call, type CallId } from './types';

/** How many calls, latest first, and how many values in each are searched. */
const MOST_CALLS = 1_000;
const MOST_VALUES = 10_000;

/**
 * The latest call whose `set_props` put a component on the page that Dash does not know: before 3.3, components that came
 * this way were drawn, but not registered (docs/dash-internals.md#side-updates). `null` if no such call is known.
 */
export function unregisteredBy(calls: Iterable<Call>, id: string, dashVersion: string | null): CallId | null {
  if (dashVersion === null || !isOlderThan(dashVersion, 3, 3)) return null;
  const wanted = stringifyId(parseId(id));
  const by = [...calls]
    .slice(-MOST_CALLS)
    .findLast(({ sideUpdates }) =>
      sideUpdates.some(
        ({ origin, props }) => origin === 'set_props' && Object.values(props).some((own) => holds(own, wanted)),
      ),
    );
  return by?.id ?? null;
}

/** The reason why Dash did not run a call that needs one of these properties; `null` if it is not that. */
export function notRegistered({ calls, app }: TraceState, props: readonly string[]): CallReason | null {
  for (const prop of props) {
    const by = unregisteredBy(calls.values(), splitPropId(prop).id, app.dashVersion);
    if (by !== null) return { code: 'component_unregistered', params: { prop: toPropId(prop), by } };
  }
  return null;
}

/** Whether a value has a component with this id in it. */
function holds(value: JsonValue, wanted: string): boolean {
  const toRead: JsonValue[] = [value];
  for (let read = 0; read < MOST_VALUES; read++) {
    const each = toRead.pop();
    if (each === undefined) return false;
    if (Array.isArray(each)) toRead.push(...(each as readonly JsonValue[]).slice(0, MOST_VALUES));
    if (!isJsonObject(each)) continue;
    if (isComponent(each) && idOf(each.props) === wanted) return true;
    toRead.push(...Object.values(each));
  }
  return false;
}

const idOf = ({ id }: JsonObject): string | null =>
  typeof id === 'string' || isJsonObject(id) ? stringifyId(id) : null;
