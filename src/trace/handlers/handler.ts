import type { AgentEvent } from '../../protocol/events';
import type { Owned, Owner, Slices, TraceState } from '../state';

/** How many entries a part of the state may have, and which of them are kept when there are more. */
export interface Limit {
  readonly most: number;
  /**
   * `newest`: the entries added last are kept, in the same way for every handler. `own rule`: the handler enforces the
   * limit itself.
   */
  readonly keeps: 'newest' | 'own rule';
}

export const newest = (most: number): Limit => ({ most, keeps: 'newest' });
export const ownRule = (most: number): Limit => ({ most, keeps: 'own rule' });

type Collection = ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | readonly unknown[];

/** One limit for each map, set and list of a slice: a slice without it does not compile. */
export type Limits<Slice> = {
  readonly [Part in keyof Slice as NonNullable<Slice[Part]> extends Collection ? Part : never]: Limit;
};

/** A handler that only calls what other handlers export has no slice of its own. */
export interface PlainHandler {
  readonly name: string;
  /** Handlers that see each event before this one does. */
  readonly after: readonly string[];
  readonly handle: (state: TraceState, event: AgentEvent) => void;
}

/** One concern of the trace: the slice of state it owns, how large that may become, and what it makes of events. */
export interface SliceHandler<Name extends Owner> {
  readonly name: Name;
  /** Handlers that see each event before this one does. */
  readonly after: readonly string[];
  /** The slice as it is when a recording begins. */
  readonly create: () => Slices[Name];
  readonly limits: Limits<Slices[Name]>;
  /** Describes the app, not what happened in it: kept when the recording is cleared. */
  readonly outlivesClear?: true;
  readonly handle?: (state: Owned<Name>, event: AgentEvent) => void;
  /** Called once after each batch, for work that would take too long for every event. */
  readonly finish?: (state: Owned<Name>) => void;
}

/** A handler as the runner sees it, whatever its slice. */
export interface Handler {
  readonly name: string;
  readonly after: readonly string[];
  readonly create: () => object;
  readonly limits: Readonly<Record<string, Limit>>;
  readonly outlivesClear: boolean;
  readonly handle: ((state: TraceState, event: AgentEvent) => void) | null;
  readonly finish: ((state: TraceState) => void) | null;
}

/** The only place where the state becomes writable for its owner: at run time all handlers share one object. */
export function sliceHandler<Name extends Owner>(handler: SliceHandler<Name>): Handler {
  const { name, after, create, limits, outlivesClear = false, handle, finish } = handler;
  return {
    name,
    after,
    create,
    limits: limits,
    outlivesClear,
    handle: (handle as Handler['handle'] | undefined) ?? null,
    finish: (finish as Handler['finish'] | undefined) ?? null,
  };
}

export const plainHandler = (handler: PlainHandler): Handler => ({
  ...handler,
  create: () => ({}),
  limits: {},
  outlivesClear: false,
  finish: null,
});
