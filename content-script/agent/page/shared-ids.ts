import { stringifyId } from '../../../src/dash/component-id';
import type { JsonObject } from '../../../src/lib/json';
import { MOST_AROUND, type SharedPlaces } from '../../../src/protocol/events';
import { boundedCopy } from '../record/bounded-copy';
import { pathOf, type Path } from './layout-path';

/** A layout with more parts is not searched: nothing is said about it. */
const MOST_PARTS = 20_000;
const MOST_SHARED = 50;
const MOST_PLACES = 10;

interface State {
  readonly layout?: unknown;
  readonly paths?: unknown;
}

/** Ids of the components around a place, the nearest first. */
interface Around {
  readonly id: string;
  readonly next: Around | null;
}

interface Found {
  readonly component: unknown;
  readonly around: Around | null;
}

/** Names of the properties that hold components, by namespace and type (docs/dash-internals.md#config). */
type ChildrenProps = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * Ids that several components of the layout have, and which of them the renderer finds by the id
 * (docs/dash-internals.md#shared-ids). Properties that hold components somewhere inside a list or an object are not
 * searched, so there may be more.
 */
export function findSharedIds({ layout, paths }: State, childrenProps: unknown): readonly SharedPlaces[] {
  const byId = new Map<string, Found[]>();
  if (!collect(layout, (childrenProps ?? {}) as ChildrenProps, byId)) return [];
  const shared: SharedPlaces[] = [];
  for (const [id, found] of byId) {
    if (found.length < 2) continue;
    const path = pathOf(paths, id);
    const known = path === undefined ? undefined : componentAt(layout, path);
    const used = found.findIndex(({ component }) => component === known);
    shared.push({
      id,
      count: found.length,
      places: found.slice(0, MOST_PLACES).map(({ around }) => idsOf(around)),
      used: used < 0 || used >= MOST_PLACES ? null : used,
    });
    if (shared.length === MOST_SHARED) break;
  }
  return shared;
}

/** @returns whether all parts were seen */
function collect(layout: unknown, childrenProps: ChildrenProps, byId: Map<string, Found[]>): boolean {
  // Under `components` since Dash 3.2 (docs/dash-internals.md#store-state).
  const root = (layout as { readonly components?: unknown } | null | undefined)?.components ?? layout;
  const open: { readonly part: unknown; readonly around: Around | null }[] = [{ part: root, around: null }];
  for (let seen = 0, next = open.pop(); next !== undefined; next = open.pop()) {
    if (++seen > MOST_PARTS) return false;
    const { part, around } = next;
    if (typeof part !== 'object' || part === null) continue;
    if (Array.isArray(part)) {
      // So that they are taken in the order of the layout.
      for (let at = part.length - 1; at >= 0; at--) open.push({ part: part[at] as unknown, around });
      continue;
    }
    const { props, namespace, type } = part as Component;
    if (typeof props !== 'object' || props === null) continue;
    const id = textOf(props['id']);
    if (id !== null) {
      const found = byId.get(id);
      if (found === undefined) byId.set(id, [{ component: part, around }]);
      else found.push({ component: part, around });
    }
    const inside = id === null ? around : { id, next: around };
    const names = typeof namespace === 'string' && typeof type === 'string' ? childrenProps[namespace]?.[type] : [];
    for (const name of ['children', ...(names ?? [])])
      if (props[name] !== undefined) open.push({ part: props[name], around: inside });
  }
  return true;
}

interface Component {
  readonly props?: Readonly<Record<string, unknown>> | null;
  readonly namespace?: unknown;
  readonly type?: unknown;
}

function textOf(id: unknown): string | null {
  if (typeof id === 'string') return id === '' ? null : id;
  return typeof id === 'object' && id !== null ? stringifyId(boundedCopy(id) as JsonObject) : null;
}

function componentAt(layout: unknown, path: Path): unknown {
  let part = layout;
  for (const step of path) part = (part as Readonly<Record<string | number, unknown>> | null | undefined)?.[step];
  return part;
}

function idsOf(around: Around | null): readonly string[] {
  const ids: string[] = [];
  for (let at = around; at !== null && ids.length < MOST_AROUND; at = at.next) ids.push(at.id);
  return ids;
}
