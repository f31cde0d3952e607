import { propIdOf } from '../dash/component-id';
import { wildcardOf } from '../dash/pattern';
import { isJsonObject } from '../lib/json';
import type { TraceModel } from '../trace/model';
import { toPropId, type CallbackKey, type ComponentId, type PropId } from '../trace/types';
import { shortestCycles } from './shortest-cycles';

/** One callback writes a property that is an Input of another. */
export interface DeclaredEdge {
  readonly from: CallbackKey;
  readonly to: CallbackKey;
  /** The Input, as the second callback declares it. */
  readonly prop: PropId;
}

/** A callback of a cycle, with the properties any of which lead to the next one. */
export interface CycleStep {
  readonly callback: CallbackKey;
  readonly props: readonly PropId[];
}

export interface DeclaredCycle {
  /** Cycles with every callback at most once, the shortest first; at most `MOST_PATHS`. */
  readonly paths: readonly (readonly CycleStep[])[];
  /** There are no others. */
  readonly isAll: boolean;
  /** All callbacks that lead to each other, in the order of their declaration. */
  readonly callbacks: readonly CallbackKey[];
  /** All Inputs through which they do. */
  readonly props: readonly PropId[];
  /** Inputs whose removal would break all cycles: as few as could be found. */
  readonly cut: readonly { readonly callback: CallbackKey; readonly prop: PropId }[];
  /** No smaller choice works: all of them were tried. */
  readonly isFewest: boolean;
}

/** More cycles than this are not useful to a reader. */
const MOST_PATHS = 10;
/** How many edge visits the search for cycles may cost in total: some hundredths of a second. */
const MOST_PATH_WORK = 400_000;

/** Up to this many Inputs of a cycle the smallest choice is searched for; above, just a small one. */
const MOST_EXACT = 40;

/**
 * Every group of callbacks that form cycles, as declared. A callback that has its own output as an Input is not a
 * cycle: Dash allows it and does not call it again for that.
 */
export function cyclesOf(callbacks: TraceModel['callbacks']): readonly DeclaredCycle[] {
  const edges = edgesOf(callbacks);
  const groups = componentsOf([...callbacks.keys()], edges);
  const groupOf = new Map(groups.flatMap((members) => members.map((member) => [member, members] as const)));
  const inside = new Map(groups.map((members) => [members, [] as DeclaredEdge[]]));
  for (const edge of edges) {
    const group = groupOf.get(edge.from);
    if (group !== undefined && group === groupOf.get(edge.to)) inside.get(group)?.push(edge);
  }
  return [...inside].map(([members, own]) => ({
    ...pathsOf(members, own, MOST_PATH_WORK / groups.length),
    callbacks: members,
    props: [...new Set(own.map(({ prop }) => prop))],
    ...smallestCut(members, own, MOST_WORK / groups.length),
  }));
}

/** The cycles of one group. Several properties that lead from one callback to the next are one step. */
function pathsOf(
  members: readonly CallbackKey[],
  edges: readonly DeclaredEdge[],
  mostWork: number,
): Pick<DeclaredCycle, 'paths' | 'isAll'> {
  const numbers = new Map(members.map((member, index) => [member, index]));
  const followers = members.map(() => new Map<number, Set<PropId>>());
  for (const { from, to, prop } of edges) {
    const own = followers[numbers.get(from) ?? 0];
    const at = numbers.get(to) ?? 0;
    own?.set(at, (own.get(at) ?? new Set<PropId>()).add(prop));
  }
  const { cycles, isAll } = shortestCycles(
    followers.map((own) => [...own.keys()]),
    MOST_PATHS,
    mostWork,
  );
  const toStep = (node: number, next: number): readonly CycleStep[] => {
    const callback = members[node];
    return callback === undefined ? [] : [{ callback, props: [...(followers[node]?.get(next) ?? [])] }];
  };
  return {
    paths: cycles.map((cycle) => cycle.flatMap((node, index) => toStep(node, cycle[index + 1] ?? cycle[0] ?? node))),
    isAll,
  };
}

/**
 * Which callbacks lead to which by declared outputs and Inputs, without those that lead to themselves. An output with
 * `allow_duplicate` leads nowhere: Dash looks for cycles among property names in which such an output keeps its `@hash`
 * (`computeGraphs`: `a.value@1f…` differs from the Input `a.value`), so it reports none through it. If such callbacks
 * do trigger each other in a loop, the rule for loops sees it in their calls.
 */
function edgesOf(callbacks: TraceModel['callbacks']): readonly DeclaredEdge[] {
  const edges: DeclaredEdge[] = [];
  const readers = new Map<string, { readonly key: CallbackKey; readonly id: ComponentId; readonly prop: PropId }[]>();
  for (const { key, inputs } of callbacks.values()) {
    for (const input of inputs) {
      const reader = { key, id: input.id, prop: toPropId(propIdOf(input)) };
      const list = readers.get(input.property);
      if (list === undefined) readers.set(input.property, [reader]);
      else list.push(reader);
    }
  }
  for (const { key: from, outputs } of callbacks.values()) {
    for (const { id, property, allow_duplicate } of outputs) {
      if (allow_duplicate === true) continue;
      for (const reader of readers.get(property) ?? []) {
        if (reader.key !== from && canMeet(id, reader.id)) edges.push({ from, to: reader.key, prop: reader.prop });
      }
    }
  }
  return edges;
}

/** Can both declared ids match the same component? */
export function canMeet(a: ComponentId, b: ComponentId): boolean {
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        (wildcardOf(a[key]) !== undefined || wildcardOf(b[key]) !== undefined || a[key] === b[key]),
    )
  );
}

/** Groups of at least two callbacks that all lead to each other (Tarjan's strongly connected components). */
function componentsOf(
  keys: readonly CallbackKey[],
  edges: readonly DeclaredEdge[],
): readonly (readonly CallbackKey[])[] {
  const next = successorsOf(edges);
  const order = new Map(keys.map((key, index) => [key, index]));
  const index = new Map<CallbackKey, number>();
  const low = new Map<CallbackKey, number>();
  const stack: CallbackKey[] = [];
  const onStack = new Set<CallbackKey>();
  const found: (readonly CallbackKey[])[] = [];

  const lower = (key: CallbackKey, to: number): void => void low.set(key, Math.min(low.get(key) ?? to, to));
  const enter = (key: CallbackKey): void => {
    index.set(key, index.size);
    low.set(key, index.get(key) ?? 0);
    stack.push(key);
    onStack.add(key);
  };

  for (const root of keys) {
    if (index.has(root)) continue;
    // Not recursive: a chain of thousands of callbacks must not exhaust the stack.
    const path: { readonly key: CallbackKey; at: number }[] = [{ key: root, at: 0 }];
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const follower = next.get(top.key)?.[top.at++];
      if (follower !== undefined) {
        if (!index.has(follower)) {
          enter(follower);
          path.push({ key: follower, at: 0 });
        } else if (onStack.has(follower)) lower(top.key, index.get(follower) ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above.key, low.get(top.key) ?? 0);
      if (low.get(top.key) !== index.get(top.key)) continue;
      const members = stack.splice(stack.lastIndexOf(top.key));
      for (const member of members) onStack.delete(member);
      if (members.length > 1) found.push(members.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
    }
  }
  return found;
}

function successorsOf(edges: readonly DeclaredEdge[]): ReadonlyMap<CallbackKey, readonly CallbackKey[]> {
  const next = new Map<CallbackKey, Set<CallbackKey>>();
  for (const { from, to } of edges) {
    const followers = next.get(from);
    if (followers === undefined) next.set(from, new Set([to]));
    else followers.add(to);
  }
  return new Map([...next].map(([from, followers]) => [from, [...followers]]));
}

/** An Input that could be removed: all edges that come in through it would be gone. */
type Cut = DeclaredCycle['cut'][number];

/** How many edge visits the search for the fewest Inputs may cost in total: a tenth of a second. */
const MOST_WORK = 200_000;

function smallestCut(
  members: readonly CallbackKey[],
  edges: readonly DeclaredEdge[],
  mostWork: number,
): Pick<DeclaredCycle, 'cut' | 'isFewest'> {
  const nameOf = ({ callback, prop }: Cut): string => `${callback} ${prop}`;
  const candidates = [...new Map(edges.map(({ to, prop }) => [`${to} ${prop}`, { callback: to, prop }])).values()];
  const named = edges.map((edge) => ({ edge, name: `${edge.to} ${edge.prop}` }));
  let work = 0;
  const isEnough = (cut: readonly Cut[]): boolean => {
    work += edges.length + members.length;
    const taken = new Set(cut.map(nameOf));
    return (
      componentsOf(
        members,
        named.flatMap(({ edge, name }) => (taken.has(name) ? [] : edge)),
      ).length === 0
    );
  };
  const most = candidates.length <= MOST_EXACT ? 3 : 1;
  const isTooMuch = (): boolean => work > mostWork;
  for (let size = 1; size <= most && !isTooMuch(); size++) {
    const cut = firstOf(candidates, size, isEnough, isTooMuch);
    if (cut !== null) return { cut, isFewest: true };
  }
  const isAllTried = !isTooMuch();
  // Binary search: how many of the candidates, from the first on, are enough.
  let [few, least] = [candidates.length, 0];
  while (least < few) {
    const middle = Math.floor((least + few) / 2);
    if (isEnough(candidates.slice(0, middle))) few = middle;
    else least = middle + 1;
  }
  let cut: readonly Cut[] = candidates.slice(0, few);
  // Candidates that turn out not to be needed are put back, as long as there is time.
  for (const candidate of cut) {
    if (work > 2 * mostWork) break;
    const rest = cut.filter((other) => other !== candidate);
    if (isEnough(rest)) cut = rest;
  }
  return { cut, isFewest: isAllTried && cut.length <= most + 1 };
}

/** The first choice of this many candidates that is enough. */
function firstOf(
  candidates: readonly Cut[],
  size: number,
  fits: (cut: readonly Cut[]) => boolean,
  isTooMuch: () => boolean,
  chosen: readonly Cut[] = [],
  from = 0,
): readonly Cut[] | null {
  if (chosen.length === size) return fits(chosen) ? chosen : null;
  for (let at = from; at < candidates.length && !isTooMuch(); at++) {
    const candidate = candidates[at];
    const found =
      candidate === undefined ? null : firstOf(candidates, size, fits, isTooMuch, [...chosen, candidate], at + 1);
    if (found !== null) return found;
  }
  return null;
}
