import { stringifyId } from '../dash/component-id';
import { wildcardOf } from '../dash/pattern';
import { isJsonObject } from '../lib/json';
import type { TraceModel } from '../trace/model';
import { toPropId, type CallbackKey, type ComponentId, type PropId } from '../trace/types';

/** One callback writes a property that is an Input of another. */
export interface DeclaredEdge {
  readonly from: CallbackKey;
  readonly to: CallbackKey;
  /** The Input, as the second callback declares it. */
  readonly prop: PropId;
}

export interface DeclaredCycle {
  /** The shortest way round: each callback with the property by which it leads to the next one. */
  readonly steps: readonly { readonly callback: CallbackKey; readonly prop: PropId }[];
  /** All callbacks that lead to each other in a circle, in the order of their declaration. */
  readonly callbacks: readonly CallbackKey[];
  /** Inputs without which none of them leads back to itself: as few as can be found. */
  readonly cut: readonly { readonly callback: CallbackKey; readonly prop: PropId }[];
  /** Nothing smaller would do: all smaller choices were tried. */
  readonly isFewest: boolean;
}

/** Inputs of a circle up to which the fewest are looked for; beyond, few are. */
const MOST_EXACT = 40;

/**
 * Every circle of at least two callbacks, as declared. A callback that has its own output as an Input is no circle: Dash
 * allows it and does not call it again for it.
 */
export function cyclesOf(callbacks: TraceModel['callbacks']): readonly DeclaredCycle[] {
  const edges = edgesOf(callbacks);
  return componentsOf([...callbacks.keys()], edges).map((members) => {
    const own = new Set(members);
    const inside = edges.filter(({ from, to }) => own.has(from) && own.has(to));
    return { steps: shortestRound(members, inside), callbacks: members, ...smallestCut(members, inside) };
  });
}

/** Who leads to whom by declared outputs and Inputs, without callbacks that lead to themselves. */
export function edgesOf(callbacks: TraceModel['callbacks']): readonly DeclaredEdge[] {
  const edges: DeclaredEdge[] = [];
  const readers = new Map<string, { readonly key: CallbackKey; readonly id: ComponentId; readonly prop: PropId }[]>();
  for (const { key, inputs } of callbacks.values()) {
    for (const { id, property } of inputs) {
      const list = readers.get(property) ?? [];
      readers.set(property, [...list, { key, id, prop: toPropId(`${stringifyId(id)}.${property}`) }]);
    }
  }
  for (const { key: from, outputs } of callbacks.values()) {
    for (const { id, property } of outputs) {
      for (const reader of readers.get(property) ?? []) {
        if (reader.key !== from && canMeet(id, reader.id)) edges.push({ from, to: reader.key, prop: reader.prop });
      }
    }
  }
  return edges;
}

/** Can both declared ids stand for the same component? */
export function canMeet(a: ComponentId, b: ComponentId): boolean {
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && (wildcardOf(a[key]) !== undefined || wildcardOf(b[key]) !== undefined || a[key] === b[key]))
  );
}

/** Groups of at least two callbacks that all lead to each other (Tarjan's strongly connected components). */
function componentsOf(keys: readonly CallbackKey[], edges: readonly DeclaredEdge[]): readonly (readonly CallbackKey[])[] {
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
  const next = new Map<CallbackKey, CallbackKey[]>();
  for (const { from, to } of edges) {
    const list = next.get(from);
    if (list === undefined) next.set(from, [to]);
    else if (!list.includes(to)) list.push(to);
  }
  return next;
}

/** The shortest circle, found by going from each callback until it is met again. */
function shortestRound(members: readonly CallbackKey[], edges: readonly DeclaredEdge[]): DeclaredCycle['steps'] {
  let best: DeclaredCycle['steps'] = [];
  for (const start of members) {
    const cameBy = new Map<CallbackKey, DeclaredEdge>();
    let level: readonly CallbackKey[] = [start];
    while (level.length > 0 && !cameBy.has(start)) {
      const reached: CallbackKey[] = [];
      for (const edge of edges) {
        if (!level.includes(edge.from) || cameBy.has(edge.to)) continue;
        cameBy.set(edge.to, edge);
        reached.push(edge.to);
      }
      level = reached;
    }
    const steps: { readonly callback: CallbackKey; readonly prop: PropId }[] = [];
    for (let edge = cameBy.get(start); edge !== undefined; edge = edge.from === start ? undefined : cameBy.get(edge.from)) {
      steps.unshift({ callback: edge.from, prop: edge.prop });
    }
    if (steps.length > 0 && (best.length === 0 || steps.length < best.length)) best = steps;
    if (best.length === 2) break;
  }
  return best;
}

/** An Input that could be taken away: everything that comes in by it does not come in any more. */
type Cut = DeclaredCycle['cut'][number];

function smallestCut(members: readonly CallbackKey[], edges: readonly DeclaredEdge[]): Pick<DeclaredCycle, 'cut' | 'isFewest'> {
  const candidates = [...new Map(edges.map(({ to, prop }) => [`${to} ${prop}`, { callback: to, prop }])).values()];
  const isEnough = (cut: readonly Cut[]): boolean => {
    const left = edges.filter(({ to, prop }) => !cut.some((taken) => taken.callback === to && taken.prop === prop));
    return componentsOf(members, left).length === 0;
  };
  const most = candidates.length <= MOST_EXACT ? 3 : 1;
  for (let size = 1; size <= most; size++) {
    const cut = firstOf(candidates, size, isEnough);
    if (cut !== null) return { cut, isFewest: true };
  }
  const few: Cut[] = [];
  for (const candidate of candidates) {
    if (isEnough(few)) break;
    few.push(candidate);
  }
  // What turned out not to be needed is put back.
  for (const candidate of [...few]) {
    const rest = few.filter((other) => other !== candidate);
    if (isEnough(rest)) few.splice(few.indexOf(candidate), 1);
  }
  return { cut: few, isFewest: few.length <= most + 1 };
}

/** The first choice of so many candidates that fits. */
function firstOf(candidates: readonly Cut[], size: number, fits: (cut: readonly Cut[]) => boolean, chosen: readonly Cut[] = [], from = 0): readonly Cut[] | null {
  if (chosen.length === size) return fits(chosen) ? chosen : null;
  for (let at = from; at < candidates.length; at++) {
    const candidate = candidates[at];
    const found = candidate === undefined ? null : firstOf(candidates, size, fits, [...chosen, candidate], at + 1);
    if (found !== null) return found;
  }
  return null;
}
