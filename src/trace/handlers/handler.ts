import type { AgentEvent } from '../../protocol/events';
import type { Owned, Owner, Slices, TraceState } from '../state';

/** How many entries a part of the state may have, and which of them stay when there are more. */
export interface Limit {
  readonly most: number;
  /** `newest`: what was added last stays, for every handler alike. `own rule`: the handler sees to it. */
  readonly keeps: 'newest' | 'own rule';
}

export const newest = (most: number): Limit => ({ most, keeps: 'newest' });
export const ownRule = (most: number): Limit => ({ most, keeps: 'own rule' });

type Collection = ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | readonly unknown[];

/** One limit for every map, set and list of a slice: without it the slice does not compile. */
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
  /** Describes the app and not what happened in it: stays when the recording is cleared. */
  readonly outlivesClear?: true;
  readonly handle?: (state: Owned<Name>, event: AgentEvent) => void;
  /** Once after each batch, for what would take too long with every event. */
  readonly finish?: (state: Owned<Name>) => void;
}

/** A handler as the runner has it, whatever its slice. */
export interface Handler {
  readonly name: string;
  readonly after: readonly string[];
  readonly create: () => object;
  readonly limits: Readonly<Record<string, Limit>>;
  readonly outlivesClear: boolean;
  readonly handle: ((state: TraceState, event: AgentEvent) => void) | null;
  readonly finish: ((state: TraceState) => void) | null;
}

/** Only here the state becomes writable for its owner: at run time it is one object for all. */
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
