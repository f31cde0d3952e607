import type { TraceModel } from '../../../src/trace/model';
import type { CallId, PropActivity, PropId } from '../../../src/trace/types';
import { callbackCardId, shownAs, type CardGraph, type RowId } from '../card-graph';
import type { RowFinder } from './row-finder';
import { triggeredEdges } from './triggered-edges';

/** How a card or edge glows. `pulse` grows each time it is lit anew, to start a token along an edge. */
export interface Heat {
  readonly state: 'off' | 'on' | 'fading';
  readonly pulse: number;
  /** It is lit again and again: a picture that blinked with each call would be no picture, and cost the machine the app needs. */
  readonly steady?: true;
}

/** How often the properties behind a row changed, and how many components it stands for so far. */
export interface RowCount {
  readonly changes: number;
  readonly ids: number;
}

/** What moves in the graph. Everything is read by id, so that one call redraws its own card and edges only. */
export interface Live {
  /** Takes over what is new in the model; cheap when nothing is. */
  observe(model: TraceModel): void;
  subscribe(id: string, listener: () => void): () => void;
  /** Of a card or an edge. */
  heatOf(id: string): Heat;
  countOf(row: RowId): RowCount;
  /** Lets edges glow for a moment, for what is over in the moment it happens. */
  flash(ids: readonly string[]): void;
  /** Counts anew: there are more rows than before. */
  recount(): void;
  dispose(): void;
}

const OFF: Heat = { state: 'off', pulse: 0 };
const NEVER: RowCount = { changes: 0, ids: 0 };
/** Milliseconds an edge glows on after its call settled: even a call of 1 ms is seen. */
const AFTERGLOW = 600;
/** Lit so often in a row, each time before the glow was over, it glows steadily until it has rest. */
const STEADY_FROM = 4;
/** More new calls at once than this are history being caught up with, or a storm; a picture cannot show them. */
const MOST_FLASHES = 60;
const COUNT_INTERVAL = 100;

/** The recording that was counted last, and how many of its writes. */
interface Counted {
  readonly props: TraceModel['props'] | null;
  readonly writes: number;
}
const NOT_COUNTED: Counted = { props: null, writes: 0 };

interface Glow {
  heat: Heat;
  holders: number;
  fadesUntil: number;
  litAt: number;
  /** How often it was lit in a row. */
  row: number;
}

export function createLive(graph: CardGraph, rowsOf: RowFinder): Live {
  const listeners = new Map<string, Set<() => void>>();
  const glows = new Map<string, Glow>();
  const open = new Map<CallId, readonly string[]>();
  const counts = new Map<RowId, RowCount>();
  const seenProps = new Map<PropId, PropActivity>();
  let counted = NOT_COUNTED;
  let lastIndex: number | null = null;
  let fadeTimer: ReturnType<typeof setTimeout> | null = null;
  let countTimer: ReturnType<typeof setTimeout> | null = null;
  let latest: TraceModel | null = null;

  const notify = (id: string): void => listeners.get(id)?.forEach((listener) => listener());

  function light(id: string): void {
    const glow = glows.get(id) ?? { heat: OFF, holders: 0, fadesUntil: 0, litAt: -Infinity, row: 0 };
    const now = performance.now();
    glow.row = now - glow.litAt < AFTERGLOW ? glow.row + 1 : 1;
    glow.litAt = now;
    glow.holders += 1;
    glows.set(id, glow);
    if (glow.heat.steady) return;
    glow.heat =
      glow.row < STEADY_FROM
        ? { state: 'on', pulse: glow.heat.pulse + 1 }
        : { state: 'on', pulse: glow.heat.pulse, steady: true };
    notify(id);
  }

  function release(id: string): void {
    const glow = glows.get(id);
    if (!glow) return;
    glow.holders -= 1;
    if (glow.holders > 0) return;
    glow.fadesUntil = performance.now() + AFTERGLOW;
    if (!glow.heat.steady) {
      glow.heat = { state: 'fading', pulse: glow.heat.pulse };
      notify(id);
    }
    fadeTimer ??= setTimeout(fade, AFTERGLOW);
  }

  function fade(): void {
    fadeTimer = null;
    const now = performance.now();
    let next = Infinity;
    for (const [id, glow] of glows) {
      if (glow.heat.state === 'off' || glow.holders > 0) continue;
      if (glow.fadesUntil > now + 5) next = Math.min(next, glow.fadesUntil - now);
      else {
        glow.heat = { state: 'off', pulse: glow.heat.pulse };
        notify(id);
      }
    }
    if (Number.isFinite(next)) fadeTimer = setTimeout(fade, next);
  }

  function observeCalls(model: TraceModel): void {
    for (const [id, lit] of open) {
      if (model.calls.get(id)?.ended === null) continue;
      lit.forEach(release);
      open.delete(id);
    }
    const fresh = [];
    for (let at = model.callIds.length - 1; at >= 0; at--) {
      const id = model.callIds[at];
      const call = id && model.calls.get(id);
      if (!call || (lastIndex !== null && call.index <= lastIndex)) break;
      // What was over before the graph was opened is history.
      if (lastIndex !== null || call.ended === null) fresh.push(call);
      if (fresh.length >= MOST_FLASHES) break;
    }
    const newest = model.callIds.at(-1);
    const newestIndex = newest === undefined ? 0 : (model.calls.get(newest)?.index ?? 0);
    lastIndex = newestIndex;
    for (const call of fresh.toReversed()) {
      const lit = [
        ...triggeredEdges(call, graph, rowsOf, (id) => model.calls.get(id)),
        shownAs(graph, callbackCardId(call.callback)),
      ];
      lit.forEach(light);
      if (call.ended === null) open.set(call.id, lit);
      else lit.forEach(release);
    }
  }

  /** What may have changed since the last count: only what was written since, unless this is another recording or too much came. */
  function touchedProps({ props, written }: TraceModel): Iterable<PropId> {
    const isSame = counted.props === props && written !== undefined && counted.writes >= written.from;
    const since = isSame ? new Set(written.props.slice(counted.writes - written.from)) : props.keys();
    counted = { props, writes: written === undefined ? 0 : written.from + written.props.length };
    return since;
  }

  function observeCounts(model: TraceModel): void {
    // Cleared, reloaded, or the oldest were dropped: what was counted is gone.
    if (model.props.size < seenProps.size) forgetCounts();
    const changed = new Set<RowId>();
    for (const prop of touchedProps(model)) {
      const activity = model.props.get(prop);
      const before = seenProps.get(prop);
      if (activity === undefined || before === activity) continue;
      seenProps.set(prop, activity);
      for (const row of rowsOf(prop)) {
        const count = counts.get(row) ?? NEVER;
        counts.set(row, {
          changes: count.changes + activity.changes - (before?.changes ?? 0),
          ids: count.ids + (before ? 0 : 1),
        });
        changed.add(row);
      }
    }
    changed.forEach(notify);
  }

  function forgetCounts(): void {
    seenProps.clear();
    counted = NOT_COUNTED;
    const old = [...counts.keys()];
    counts.clear();
    old.forEach(notify);
  }

  return {
    observe(model) {
      if (model === latest) return;
      const first = latest === null;
      latest = model;
      observeCalls(model);
      if (first) observeCounts(model);
      else
        countTimer ??= setTimeout(() => {
          countTimer = null;
          if (latest) observeCounts(latest);
        }, COUNT_INTERVAL);
    },
    subscribe(id, listener) {
      let set = listeners.get(id);
      if (!set) listeners.set(id, (set = new Set()));
      set.add(listener);
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(id) === set) listeners.delete(id);
      };
    },
    heatOf: (id) => glows.get(id)?.heat ?? OFF,
    countOf: (row) => counts.get(row) ?? NEVER,
    flash(ids) {
      ids.slice(0, MOST_FLASHES).forEach((id) => {
        light(id);
        release(id);
      });
    },
    recount() {
      forgetCounts();
      if (latest) observeCounts(latest);
    },
    dispose() {
      if (fadeTimer !== null) clearTimeout(fadeTimer);
      if (countTimer !== null) clearTimeout(countTimer);
      listeners.clear();
    },
  };
}
