/**
 * The parts of Dash's renderer that the agent reads, as they are in 2.x to 4.x. All of it is foreign and may be
 * missing: fields are optional wherever a supported version lacks them.
 */
export interface ForeignAction {
  readonly type?: unknown;
  readonly payload?: unknown;
}

export type ForeignDispatch = (action: unknown) => unknown;

export interface ForeignStore {
  dispatch: ForeignDispatch;
  getState: () => ForeignState;
  subscribe: (listener: () => void) => () => void;
}

export interface ForeignState {
  readonly appLifecycle?: string;
  readonly config?: { readonly [key: string]: unknown } | null;
  readonly layout?: unknown;
  readonly paths?: unknown;
  readonly graphs?: { readonly callbacks?: readonly unknown[] };
  readonly layoutRequest?: { readonly content?: unknown };
  readonly dependenciesRequest?: { readonly content?: unknown; readonly status?: unknown };
  readonly callbacks?: { readonly [list: string]: unknown };
  /** Since 2.6. */
  readonly callbackJobs?: { readonly [job: string]: unknown };
}

export interface ForeignDefinition {
  readonly output: string;
  readonly outputs?: readonly unknown[];
  readonly noOutput?: boolean;
  readonly clientside_function?: unknown;
  readonly background?: unknown;
  readonly long?: unknown;
}

/** One request to run a callback: an object in the store's callback lists (docs/dash-internals.md#instance). */
export interface CallbackInstance {
  readonly callback: ForeignDefinition;
  readonly anyVals?: string;
  readonly changedPropIds?: { readonly [propId: string]: 1 | 2 | true };
  readonly initialCall?: boolean;
  readonly executionGroup?: string;
  readonly predecessors?: readonly ForeignDefinition[];
  readonly getInputs?: (paths: unknown) => readonly unknown[];
  readonly getOutputs?: (paths: unknown) => readonly unknown[];
  readonly executionPromise?: unknown;
  readonly executionResult?: { readonly data?: unknown; readonly error?: unknown; readonly payload?: unknown } | null;
  readonly executionMeta?: { readonly updatedProps?: readonly unknown[]; readonly allProps?: readonly unknown[] };
}

export function isStore(value: unknown): value is ForeignStore {
  if (typeof value !== 'object' || value === null) return false;
  const { dispatch, getState, subscribe } = value as Partial<ForeignStore>;
  if (typeof dispatch !== 'function' || typeof getState !== 'function' || typeof subscribe !== 'function') return false;
  const state: unknown = getState();
  return typeof state === 'object' && state !== null && 'callbacks' in state && 'graphs' in state && 'paths' in state;
}

export const isInstance = (value: unknown): value is CallbackInstance => {
  const callback = (value as CallbackInstance | null | undefined)?.callback;
  return (
    typeof callback === 'object' &&
    (callback as ForeignDefinition | null) !== null &&
    typeof callback.output === 'string'
  );
};
