import type { TraceModel } from '../../../src/trace/model';
import type { Call, CallId } from '../../../src/trace/types';
import { callbackCardId, shownAs, type CardGraph, type RowId } from '../card-graph';
import { createGlows, type Heat } from './glows';
import { createRowCounts, type RowCount } from './row-counts';
import type { RowFinder } from './row-finder';
import { triggeredEdges } from './triggered-edges';

/** The live state of the graph. Everything is read by id, so that one call redraws its own card and edges only. */
export interface Live {
  /** Takes over what is new in the model; cheap when nothing is. */
  observe(model: TraceModel): void;
  subscribe(id: string, listener: () => void): () => void;
  /** Of a card or an edge. */
  heatOf(id: string): Heat;
  countOf(row: RowId): RowCount;
  /** Lights edges for a moment, for writes that have no duration. */
  flash(ids: readonly string[]): void;
  /** Counts from the beginning, because rows were added. */
  recount(): void;
  dispose(): void;
}

/** More new calls at once than this are old calls or a storm; the graph cannot show them one by one. */
const MOST_FLASHES = 60;
const COUNT_INTERVAL = 100;

export function createLive(graph: CardGraph, rowsOf: RowFinder): Live {
  const listeners = createListeners();
  const glows = createGlows(listeners.notify);
  const counts = createRowCounts(rowsOf, listeners.notify);
  const takeNewCalls = createNewCalls();
  /** The lit ids of each call under way. */
  const open = new Map<CallId, readonly string[]>();
  let countTimer: ReturnType<typeof setTimeout> | null = null;
  let latest: TraceModel | null = null;

  function observeCalls(model: TraceModel): void {
    for (const [id, lit] of open) {
      if (model.calls.get(id)?.ended === null) continue;
      lit.forEach(glows.release);
      open.delete(id);
    }
    for (const call of takeNewCalls(model)) {
      const lit = [
        ...triggeredEdges(call, graph, rowsOf, (id) => model.calls.get(id)),
        shownAs(graph, callbackCardId(call.callback)),
      ];
      lit.forEach(glows.light);
      if (call.ended === null) open.set(call.id, lit);
      else lit.forEach(glows.release);
    }
  }

  return {
    observe(model) {
      if (model === latest) return;
      const first = latest === null;
      latest = model;
      observeCalls(model);
      if (first) counts.count(model);
      else
        countTimer ??= setTimeout(() => {
          countTimer = null;
          if (latest) counts.count(latest);
        }, COUNT_INTERVAL);
    },
    subscribe: listeners.subscribe,
    heatOf: glows.heatOf,
    countOf: counts.countOf,
    flash(ids) {
      ids.slice(0, MOST_FLASHES).forEach((id) => {
        glows.light(id);
        glows.release(id);
      });
    },
    recount() {
      counts.forget();
      if (latest) counts.count(latest);
    },
    dispose() {
      glows.dispose();
      if (countTimer !== null) clearTimeout(countTimer);
      listeners.clear();
    },
  };
}

/** Listeners by the id of what they draw. */
function createListeners(): {
  readonly notify: (id: string) => void;
  readonly subscribe: Live['subscribe'];
  readonly clear: () => void;
} {
  const listeners = new Map<string, Set<() => void>>();
  return {
    notify: (id) => listeners.get(id)?.forEach((listener) => listener()),
    subscribe(id, listener) {
      let set = listeners.get(id);
      if (!set) listeners.set(id, (set = new Set()));
      set.add(listener);
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(id) === set) listeners.delete(id);
      };
    },
    clear: () => listeners.clear(),
  };
}

/** Gives the calls that were requested since the last time, oldest first, and not more than a picture can show. */
function createNewCalls(): (model: TraceModel) => readonly Call[] {
  let lastIndex: number | null = null;
  return (model) => {
    const fresh: Call[] = [];
    for (let position = model.callIds.length - 1; position >= 0; position--) {
      const id = model.callIds[position];
      const call = id && model.calls.get(id);
      if (!call || (lastIndex !== null && call.index <= lastIndex)) break;
      // Calls that were over before the graph was opened do not glow.
      if (lastIndex !== null || call.ended === null) fresh.push(call);
      if (fresh.length >= MOST_FLASHES) break;
    }
    const newest = model.callIds.at(-1);
    lastIndex = newest === undefined ? 0 : (model.calls.get(newest)?.index ?? 0);
    return fresh.reverse();
  };
}
