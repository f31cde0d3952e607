import { MOST_AROUND, type SharedPlaces } from '../../../src/protocol/events';
import { idOf, valueAtPath } from '../calls/prop-writes';
import { pathOf } from './layout-path';

/** A layout with more parts is not searched: nothing is said about it. */
const MOST_PARTS = 20_000;
const MOST_SHARED = 50;
const MOST_PLACES = 10;

interface State {
  readonly layout?: unknown;
  readonly paths?: unknown;
}

interface Found {
  readonly component: unknown;
  /** Ids of the components around it, the nearest first. */
  readonly around: readonly string[];
}

interface Component {
  readonly props?: Readonly<Record<string, unknown>> | null;
  readonly namespace?: unknown;
  readonly type?: unknown;
}

/** Names of the properties that hold components, by namespace and type (docs/dash-internals.md#config). */
type ChildrenProps = Readonly<Record<string, Readonly<Record<string, readonly string[]>> | undefined>>;

/**
 * Ids that several components of the layout have, and which of them the renderer finds by the id
 * (docs/dash-internals.md#shared-ids). Properties that hold components somewhere inside a list or an object are not
 * searched, so there may be more.
 */
export function findSharedIds({ layout, paths }: State, childrenProps: unknown): readonly SharedPlaces[] {
  const shared: SharedPlaces[] = [];
  for (const [id, found] of collect(layout, (childrenProps ?? {}) as ChildrenProps)) {
    const count = found.length;
    if (count < 2 || shared.length >= MOST_SHARED) continue;
    const path = pathOf(paths, id);
    const known = path && valueAtPath(layout, path);
    const first = found.slice(0, MOST_PLACES);
    const used = first.findIndex(({ component }) => component === known);
    shared.push({ id, count, places: first.map(({ around }) => around), used: used < 0 ? null : used });
  }
  return shared;
}

/** All components with an id, by their ids; none if not all parts could be seen. */
function collect(layout: unknown, childrenProps: ChildrenProps): ReadonlyMap<string, readonly Found[]> {
  const byId = new Map<string, Found[]>();
  // Under `components` since Dash 3.2 (docs/dash-internals.md#store-state).
  const root = (layout as { readonly components?: unknown } | null | undefined)?.components ?? layout;
  const open: (readonly [part: unknown, around: readonly string[]])[] = [[root, []]];
  for (let seen = 0, next = open.pop(); next !== undefined; next = open.pop()) {
    if (++seen > MOST_PARTS) return new Map();
    const [part, around] = next;
    if (Array.isArray(part)) {
      // In reverse, so that they are taken in the order of the layout.
      for (const each of [...(part as readonly unknown[])].reverse()) open.push([each, around]);
      continue;
    }
    const { props, namespace, type } = (part ?? {}) as Component;
    const id = idOf(part);
    let inside = around;
    if (id !== '') {
      const found = byId.get(id) ?? [];
      found.push({ component: part, around });
      byId.set(id, found);
      inside = [id, ...around].slice(0, MOST_AROUND);
    }
    for (const name of ['children', ...(childrenProps[namespace as string]?.[type as string] ?? [])])
      if (props?.[name]) open.push([props[name], inside]);
  }
  return byId;
}
