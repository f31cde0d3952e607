import type { AgentEvent } from '../protocol/events';
import type { Handler } from './handlers/handler';
import { noteForgotten } from './handlers/log';
import type { TraceState } from './state';

/** How large one part of the state is, and how large it may become. */
export interface PartSize {
  readonly handler: string;
  readonly part: string;
  readonly size: number;
  readonly most: number;
  /** How many entries were dropped because of its limit. */
  readonly forgotten: number;
}

export interface HandlerRun {
  readonly state: TraceState;
  readonly handle: (event: AgentEvent) => void;
  /** After a batch of events. */
  readonly finish: () => void;
  readonly sizes: () => readonly PartSize[];
}

/**
 * Limits are checked each time after this number of events, counted from the first, so that the same events give the
 * same trace in whatever batches they arrive.
 */
export const EVENTS_BETWEEN_CHECKS = 64;
/**
 * The fraction that remains when the oldest entries are dropped: dropping one by one would take time with every event.
 */
const LEFT = 0.9;

/**
 * Makes the state of a recording from the slices of the handlers, and passes them its events.
 * @param handlers in the order in which they see an event
 * @param before a recording whose description of the app is continued in this one
 */
export function runHandlers(handlers: readonly Handler[], before?: TraceState): HandlerRun {
  const slices = handlers.map((handler) => {
    const fresh = handler.create();
    return handler.outlivesClear && before !== undefined ? pick(before, Object.keys(fresh)) : fresh;
  });
  const state = joinSlices(handlers, slices);
  const parts = handlers.flatMap((handler) =>
    Object.entries(handler.limits).map(([part, limit]) => ({ handler: handler.name, part, ...limit })),
  );
  const kept = parts.filter(({ keeps }) => keeps === 'newest');
  const working = handlers.flatMap(({ handle }) => handle ?? []);
  const finishing = handlers.flatMap(({ finish }) => finish ?? []);
  let seen = 0;

  return {
    state,
    handle(event) {
      for (const handle of working) handle(state, event);
      if (++seen % EVENTS_BETWEEN_CHECKS > 0) return;
      for (const { part, most } of kept) noteForgotten(state, part, keepNewest(collection(state, part), most));
    },
    finish() {
      for (const finish of finishing) finish(state);
    },
    sizes: () =>
      parts.map(({ handler, part, most }) => ({
        handler,
        part,
        most,
        size: sizeOf(collection(state, part)),
        forgotten: state.forgotten.get(part) ?? 0,
      })),
  };
}

function joinSlices(handlers: readonly Handler[], slices: readonly object[]): TraceState {
  const state: Record<string, unknown> = {};
  for (const [index, slice] of slices.entries()) {
    for (const [part, value] of Object.entries(slice)) {
      if (Object.hasOwn(state, part))
        throw new Error(`"${part}" of trace handler "${handlers[index]?.name ?? ''}" belongs to another handler.`);
      state[part] = value;
    }
  }
  return state as unknown as TraceState;
}

const pick = (state: TraceState, parts: readonly string[]): object => {
  const all = state as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(parts.map((part) => [part, all[part]]));
};

type Collection = Map<unknown, unknown> | Set<unknown> | unknown[] | null;

const collection = (state: TraceState, part: string): Collection =>
  (state as unknown as Readonly<Record<string, Collection>>)[part] ?? null;

const sizeOf = (values: Collection): number =>
  values === null ? 0 : Array.isArray(values) ? values.length : values.size;

/** Drops the oldest entries of a collection that has more than `most`; returns how many. */
function keepNewest(values: Collection, most: number): number {
  const size = sizeOf(values);
  if (values === null || size <= most) return 0;
  const count = size - Math.floor(most * LEFT);
  if (Array.isArray(values)) values.splice(0, count);
  else {
    let left = count;
    for (const key of values.keys()) {
      if (left-- <= 0) break;
      values.delete(key);
    }
  }
  return count;
}
