import { propIdOf } from '../dash/component-id';
import { isPattern, resolvePattern } from '../dash/pattern';
import { isJsonObject, type JsonObject } from '../lib/json';
import {
  toPropId,
  type CallbackDefinition,
  type ComponentId,
  type Dependency,
  type LayoutIds,
  type PropId,
} from '../trace/types';
import { keysWith } from './patterns';

/** With more instances of callbacks the search would take too long, and the answer would help no one. */
const MOST_INSTANCES = 2_000;

/** One callback with its MATCH values, for the components on the page now. */
interface Node {
  readonly reads: readonly PropId[];
  readonly writes: readonly PropId[];
}

/**
 * Whether callbacks with id patterns form a cycle with the components that are on the page. ALLSMALLER, or MATCH on
 * both sides, may lead from one component to another and never back.
 * @returns the properties of one cycle in the order in which they write each other; empty if there is no cycle; `null`
 *   if it cannot be decided, because a callback has no components on the page or there are too many
 */
export function cycleOnPage(members: readonly CallbackDefinition[], layout: LayoutIds): readonly PropId[] | null {
  const nodes: Node[] = [];
  for (const definition of members) {
    const own = nodesOf(definition, layout);
    if (own.length === 0 || nodes.length + own.length > MOST_INSTANCES) return null;
    nodes.push(...own);
  }
  return findCycle(nodes);
}

function nodesOf({ outputs, inputs }: CallbackDefinition, layout: LayoutIds): readonly Node[] {
  const leading = [...outputs, ...inputs].find(({ id }) => isJsonObject(id) && keysWith(id, 'MATCH').length > 0);
  const matches = leading === undefined ? [{}] : matchesOf(leading.id as JsonObject, layout);
  return matches.flatMap((match) => {
    const toProps = (list: readonly Dependency[]): readonly PropId[] =>
      list.flatMap(({ id, property }) =>
        idsOf(id, layout, match).map((each) => toPropId(propIdOf({ id: each, property }))),
      );
    // As in `edgesOf`: Dash sees no cycle through an output with allow_duplicate.
    const node: Node = {
      reads: toProps(inputs),
      writes: toProps(outputs.filter(({ allow_duplicate }) => allow_duplicate !== true)),
    };
    return node.writes.length === 0 ? [] : [node];
  });
}

function idsOf(id: ComponentId, layout: LayoutIds, match: JsonObject): readonly ComponentId[] {
  if (!isJsonObject(id)) return layout.strings.has(id) ? [id] : [];
  return isPattern(id) ? resolvePattern(id, layout.families, match) : resolvePattern(id, layout.families);
}

/** The different MATCH values on the page. */
function matchesOf(spec: JsonObject, layout: LayoutIds): readonly JsonObject[] {
  const keys = keysWith(spec, 'MATCH');
  const found: JsonObject[] = [];
  const seen = new Set<string>();
  for (const id of resolvePattern(spec, layout.families)) {
    const match = Object.fromEntries(keys.map((key) => [key, id[key] ?? null]));
    // Compared as Dash compares them: `"1"` and `1` are the same.
    const text = JSON.stringify(
      keys.map((key) => (typeof match[key] === 'number' ? String(match[key]) : (match[key] ?? null))),
    );
    if (seen.has(text)) continue;
    seen.add(text);
    found.push(match);
  }
  return found;
}

/**
 * Depth-first search from writers to readers until it returns to a node on the current path; not recursive, as a chain
 * may be long.
 */
function findCycle(nodes: readonly Node[]): readonly PropId[] {
  const readers = new Map<PropId, Node[]>();
  for (const node of nodes) for (const prop of node.reads) readers.set(prop, [...(readers.get(prop) ?? []), node]);
  const stepsOf = (node: Node): readonly (readonly [PropId, Node])[] =>
    // A callback that reads what it writes itself is not a cycle: Dash does not call it again for that.
    node.writes.flatMap((prop) =>
      (readers.get(prop) ?? []).flatMap((reader) => (reader === node ? [] : [[prop, reader] as const])),
    );
  const done = new Set<Node>();
  for (const root of nodes) {
    if (done.has(root)) continue;
    const way: {
      readonly node: Node;
      readonly by: PropId | null;
      readonly steps: readonly (readonly [PropId, Node])[];
      at: number;
    }[] = [];
    const onWay = new Set<Node>();
    const enter = (node: Node, by: PropId | null): void => {
      way.push({ node, by, steps: stepsOf(node), at: 0 });
      onWay.add(node);
    };
    enter(root, null);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const step = top.steps[top.at++];
      if (step === undefined) {
        way.pop();
        onWay.delete(top.node);
        done.add(top.node);
        continue;
      }
      const [prop, next] = step;
      if (onWay.has(next)) {
        const from = way.findIndex(({ node }) => node === next);
        return [...way.slice(from + 1).flatMap(({ by }) => by ?? []), prop];
      }
      if (!done.has(next)) enter(next, prop);
    }
  }
  return [];
}
