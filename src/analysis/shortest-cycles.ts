/** Cycles of a graph whose nodes are numbers, each with every node at most once. */
export interface Cycles {
  /** The nodes of each cycle, in order, starting anywhere; the shortest first. */
  readonly cycles: readonly (readonly number[])[];
  /** There are no others. */
  readonly isAll: boolean;
}

/** A path, as its last node and the path before it. */
interface Way {
  readonly start: number;
  readonly node: number;
  readonly steps: number;
  readonly before: Way | null;
}

/** For every node that leads back to a start: the smallest number of edges. */
type Distances = ReadonlyMap<number, number>;

/**
 * The shortest cycles of a graph in which every node leads to every other; at least one.
 * @param next the nodes each node leads to, without itself
 * @param most how many cycles are wanted
 * @param mostWork how many edge visits the search may cost; after that it returns what it has found
 */
export function shortestCycles(next: readonly (readonly number[])[], most: number, mostWork: number): Cycles {
  // With nodes numbered in the order in which they are reached, a long ring leads back only to its first node and is
  // searched once.
  const order = reachedFrom(0, next);
  const rank = new Map(order.map((node, index) => [node, index]));
  const forth = order.map((node) => (next[node] ?? []).flatMap((each) => rank.get(each) ?? []));
  const back = reversed(forth);
  const budget = { left: mostWork };
  const named = ({ cycles, isAll }: Cycles): Cycles => ({
    cycles: cycles.map((cycle) => cycle.map((node) => order[node] ?? 0)),
    isAll,
  });

  let found: readonly (readonly number[])[] = [];
  // Short ones first, in rounds: a dense graph has countless long ones, which are never needed.
  for (let longest = 2; ; longest = Math.min(longest * 2, order.length)) {
    const cycles = cyclesUpTo(longest, forth, back, most + 1, budget);
    if (cycles.length >= found.length) found = cycles;
    if (found.length > most) return named({ cycles: found.slice(0, most), isAll: false });
    if (budget.left <= 0) return named({ cycles: found.length === 0 ? [roundFrom(0, forth)] : found, isAll: false });
    if (longest >= order.length) return named({ cycles: found, isAll: true });
  }
}

/**
 * Cycles of at most `longest` nodes, the shortest first. Each is searched from its first node with A*, whose heuristic
 * is the distance back to the start.
 */
function cyclesUpTo(
  longest: number,
  forth: readonly (readonly number[])[],
  back: readonly (readonly number[])[],
  most: number,
  budget: { left: number },
): readonly (readonly number[])[] {
  const ways: Way[][] = Array.from({ length: longest + 1 }, () => []);
  const homes = new Map<number, Distances>();
  for (let start = 0; start < forth.length && budget.left > 0; start++) {
    const home = distancesTo(start, back, longest, budget);
    homes.set(start, home);
    const least = home.get(start);
    if (least !== undefined) ways[least]?.push({ start, node: start, steps: 0, before: null });
  }
  // The latest path is taken first, so that of equal ones the path from the first node wins.
  for (const equal of ways) equal.reverse();
  const found: (readonly number[])[] = [];
  const onWay = new Map<number, number>();
  let mark = 0;
  let last: Way | null = null;
  for (const equal of ways) {
    for (let way = equal.pop(); way !== undefined && found.length < most && budget.left > 0; way = equal.pop()) {
      const home: Distances = homes.get(way.start) ?? new Map();
      // Usually the path continues the previous one; otherwise its nodes are marked again.
      if (way.before === last && last !== null) onWay.set(way.node, mark);
      else {
        mark++;
        for (let at: Way | null = way; at !== null; at = at.before, budget.left--) onWay.set(at.node, mark);
      }
      last = way;
      for (const node of forth[way.node] ?? []) {
        budget.left--;
        if (node === way.start) {
          found.push(nodesOf(way));
          continue;
        }
        const toGo = home.get(node);
        if (node < way.start || toGo === undefined || onWay.get(node) === mark) continue;
        ways[way.steps + 1 + toGo]?.push({ start: way.start, node, steps: way.steps + 1, before: way });
      }
    }
  }
  return found;
}

/**
 * Distances of nodes from `start`, over nodes that come after it; for `start` itself, the length of its shortest cycle.
 */
function distancesTo(
  start: number,
  back: readonly (readonly number[])[],
  longest: number,
  budget: { left: number },
): Distances {
  const home = new Map<number, number>();
  let edge: readonly number[] = [start];
  for (let distance = 1; edge.length > 0 && distance <= longest; distance++) {
    const further: number[] = [];
    for (const node of edge) {
      for (const before of back[node] ?? []) {
        budget.left--;
        if (before < start || home.has(before)) continue;
        home.set(before, distance);
        if (before !== start) further.push(before);
      }
    }
    edge = further;
  }
  return home;
}

/** The shortest cycle through one node. */
function roundFrom(start: number, forth: readonly (readonly number[])[]): readonly number[] {
  const cameBy = new Map<number, number>();
  const queue = [start];
  for (let at = 0; at < queue.length && !cameBy.has(start); at++) {
    const node = queue[at] ?? start;
    for (const follower of forth[node] ?? []) {
      if (cameBy.has(follower)) continue;
      cameBy.set(follower, node);
      queue.push(follower);
    }
  }
  const round: number[] = [];
  for (let node = cameBy.get(start); node !== undefined; node = node === start ? undefined : cameBy.get(node))
    round.push(node);
  return round.reverse();
}

function reachedFrom(start: number, next: readonly (readonly number[])[]): readonly number[] {
  const reached = new Set([start]);
  for (const node of reached) for (const follower of next[node] ?? []) reached.add(follower);
  return [...reached];
}

function reversed(forth: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const back: number[][] = forth.map(() => []);
  forth.forEach((followers, node) => followers.forEach((follower) => back[follower]?.push(node)));
  return back;
}

function nodesOf(way: Way): readonly number[] {
  const nodes: number[] = [];
  for (let at: Way | null = way; at !== null; at = at.before) nodes.push(at.node);
  return nodes.reverse();
}
