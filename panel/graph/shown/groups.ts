import { prettyId, prettyPropId } from '../../../src/dash/pretty';
import { isPattern } from '../../../src/dash/pattern';
import { isJsonObject } from '../../../src/lib/json';
import type { CallbackDefinition, CallbackKey, ComponentId, Dependency } from '../../../src/trace/types';
import { GRAPH_TEXTS } from '../../../src/words/panel';
import type { GroupBy } from '../../selectors/graph-choices';
import { patternKey } from './id-pattern';
import { declaredProp, placeOf } from './narrow';

type Callbacks = ReadonlyMap<CallbackKey, CallbackDefinition>;

/** Callbacks that are shown as one card. */
export interface CallbackGroup {
  readonly name: string;
  readonly callbacks: readonly CallbackKey[];
}

/** Smaller groups do not get a card. */
const LEAST = 3;

/**
 * Groups callbacks; those without a group of sufficient size are in none.
 * @param pagesOf the pages of the app a callback was seen on, by the path of their address
 */
export function groupsOf(
  declared: Callbacks,
  grouping: GroupBy,
  pagesOf: ReadonlyMap<CallbackKey, ReadonlySet<string>>,
  hubs: ReadonlySet<string>,
): readonly CallbackGroup[] {
  if (grouping === 'none') return [];
  // Callbacks that Dash itself added are drawn only on demand, and do not make a group.
  const callbacks: Callbacks = new Map([...declared].filter(([, { hidden }]) => hidden !== true));
  if (grouping === 'part') return connected(callbacks, hubs);
  const groups = new Map<string, CallbackKey[]>();
  for (const definition of callbacks.values()) {
    const mark = markOf(definition, grouping, pagesOf);
    if (mark === null) continue;
    const known = groups.get(mark);
    if (known) known.push(definition.key);
    else groups.set(mark, [definition.key]);
  }
  return named(
    [...groups].map(([mark, keys]) => [
      grouping === 'pattern' ? prettyId(JSON.parse(mark) as ComponentId) : mark,
      keys,
    ]),
  );
}

/** The groups that get a card. Groups are opened by name, so equal names are numbered. */
function named(
  groups: readonly (readonly [name: string, callbacks: readonly CallbackKey[]])[],
): readonly CallbackGroup[] {
  const names = new Map<string, number>();
  return groups
    .filter(([, callbacks]) => callbacks.length >= LEAST)
    .map(([name, callbacks]) => {
      const alike = names.get(name) ?? 0;
      names.set(name, alike + 1);
      return { name: alike === 0 ? name : `${name} (${alike + 1})`, callbacks };
    });
}

/** What callbacks of one group have in common: a name, or the key of an id pattern. `null`: it belongs to none. */
function markOf(
  definition: CallbackDefinition,
  grouping: 'family' | 'page' | 'pattern',
  pagesOf: ReadonlyMap<CallbackKey, ReadonlySet<string>>,
): string | null {
  const leading = definition.outputs[0] ?? definition.inputs[0];
  switch (grouping) {
    case 'family':
      return leading === undefined ? null : familyOf(leading.id);
    case 'page': {
      const pages = [...(pagesOf.get(definition.key) ?? [])];
      if (pages.length === 0) return GRAPH_TEXTS.unseenPage;
      return pages.length === 1 ? `page ${pages[0] ?? ''}` : 'several pages';
    }
    case 'pattern': {
      const pattern = [...definition.outputs, ...definition.inputs].find(({ id }) => isPattern(id));
      return pattern === undefined ? null : patternKey(pattern.id);
    }
  }
}

/**
 * The common part of ids that belong together: `p0-fed` for `p0-fed-7`, the constants of an object id; `null` for an
 * id without such a part.
 */
export function familyOf(id: ComponentId): string | null {
  if (isJsonObject(id)) {
    const { type } = id;
    return typeof type === 'string' ? type : Object.keys(id).sort().join(', ');
  }
  const at = Math.max(id.lastIndexOf('-'), id.lastIndexOf('_'), id.lastIndexOf(':'), id.lastIndexOf('/'));
  if (at > 0) return id.slice(0, at);
  const numbered = /^(.*\D)\d+$/.exec(id)?.[1];
  return numbered ?? null;
}

/** Callbacks that are connected in any number of steps. A hub property connects nothing. */
function connected(callbacks: Callbacks, hubs: ReadonlySet<string>): readonly CallbackGroup[] {
  const parent = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) root = next;
    parent.set(node, root);
    return root;
  };
  const join = (a: string, b: string): void => void parent.set(rootOf(a), rootOf(b));
  for (const { key, outputs, inputs, state } of callbacks.values()) {
    for (const each of [...outputs, ...inputs, ...state] satisfies readonly Dependency[]) {
      const place = placeOf(each);
      if (!hubs.has(place)) join(`callback ${key}`, place);
    }
  }
  const groups = new Map<string, CallbackKey[]>();
  for (const key of callbacks.keys()) {
    const root = rootOf(`callback ${key}`);
    groups.set(root, [...(groups.get(root) ?? []), key]);
  }
  return named(
    [...groups.values()].map((keys) => {
      const first = keys[0] === undefined ? undefined : callbacks.get(keys[0]);
      const leading = first?.outputs[0] ?? first?.inputs[0];
      return [
        `${leading === undefined ? (keys[0] ?? '') : prettyPropId(declaredProp(leading))} and ${keys.length - 1} more`,
        keys,
      ];
    }),
  );
}
