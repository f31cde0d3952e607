import { stripHash } from '../../../src/dash/component-id';
import type { TraceModel } from '../../../src/trace/model';
import type { CallbackKey, CallId } from '../../../src/trace/types';
import type { ObservedOrigin } from '../../../src/words/observed';
import type { CardGraph } from '../card-graph';
import { createClientsideWrites } from './clientside-writes';
import { createObservedCards, NOTHING_OBSERVED, type ObservedLayer } from './observed-cards';
import type { RowFinder } from './row-finder';

export interface Observed {
  /** Takes over what is new in the model; cheap when nothing is. */
  observe(model: TraceModel): void;
  /** The same object until something was seen for the first time. */
  readonly layer: () => ObservedLayer;
  readonly subscribe: (listener: () => void) => () => void;
  /** Rows of declared and observed cards alike. */
  readonly rowsOf: RowFinder;
  dispose(): void;
}

/** Settled calls whose late writes (`runningOff`, `progressDefault`) are still waited for. */
const MOST_SETTLED = 60;
/** Milliseconds for which new edges are gathered before the graph changes. */
const GATHER = 120;

/**
 * Collects observed writes. What was recorded before the graph was opened is there at once; later writes also call
 * `onWrite` with the ids of their edges, each time they happen.
 */
export function createObserved(
  graph: CardGraph,
  declaredRows: RowFinder,
  onWrite: (edges: readonly string[]) => void,
): Observed {
  const observedCards = createObservedCards(graph, declaredRows);
  /** Side updates already taken of each call that may make more. */
  const watched = new Map<CallId, number>();
  const clientside = createClientsideWrites();
  const listeners = new Set<() => void>();
  let layer = NOTHING_OBSERVED;
  let newest: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const publish = (): void => {
    timer = null;
    layer = observedCards.layer();
    listeners.forEach((listener) => listener());
  };

  function observeCalls(model: TraceModel): { readonly lit: Set<string>; readonly changed: boolean } {
    const lit = new Set<string>();
    let changed = false;
    const note = (callback: CallbackKey, propId: string, origin: ObservedOrigin): void => {
      const taken = observedCards.take(callback, propId, origin);
      taken.lit.forEach((edge) => lit.add(edge));
      changed ||= taken.changed;
    };
    watchNewCalls(model);
    let settled = 0;
    for (const [id, seen] of watched) {
      const call = model.calls.get(id);
      if (!call) {
        watched.delete(id);
        continue;
      }
      for (const { origin, props } of call.sideUpdates.slice(seen)) {
        for (const [component, written] of Object.entries(props)) {
          for (const property of Object.keys(written))
            note(call.callback, `${component}.${stripHash(property)}`, origin);
        }
      }
      if (call.sideUpdates.length !== seen) watched.set(id, call.sideUpdates.length);
      if (call.ended !== null) settled += 1;
    }
    for (const id of watched.keys()) {
      if (settled <= MOST_SETTLED) break;
      if (model.calls.get(id)?.ended === null) continue;
      watched.delete(id);
      settled -= 1;
    }
    for (const { callback, propId } of clientside(model)) note(callback, propId, 'clientside set_props');
    return { lit, changed };
  }

  function watchNewCalls(model: TraceModel): void {
    const last = model.callIds.at(-1);
    const index = (last && model.calls.get(last)?.index) ?? 0;
    // Cleared: numbers start again. What was observed stays in the graph.
    if (newest !== null && index < newest) newest = 0;
    for (let position = model.callIds.length - 1; position >= 0; position--) {
      const id = model.callIds[position];
      const call = id && model.calls.get(id);
      if (!call || (newest !== null && call.index <= newest)) break;
      watched.set(call.id, 0);
    }
    newest = index;
  }

  return {
    observe(model) {
      const first = newest === null;
      const { lit, changed } = observeCalls(model);
      if (first) {
        if (changed) publish();
        return;
      }
      if (changed) timer ??= setTimeout(publish, GATHER);
      if (lit.size > 0) onWrite([...lit]);
    },
    layer: () => layer,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rowsOf: observedCards.rowsOf,
    dispose() {
      if (timer !== null) clearTimeout(timer);
      listeners.clear();
    },
  };
}
