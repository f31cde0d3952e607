/** A store as redux with its thunk middleware makes one: thunks are given the inner dispatch, not `store.dispatch`. */
export interface FakeAction {
  readonly type: string;
  readonly payload?: unknown;
}

export interface FakeStore<S> {
  dispatch: (action: unknown) => unknown;
  readonly getState: () => S;
  readonly subscribe: (listener: () => void) => () => void;
  /** The third argument of thunks. */
  readonly extra: object;
}

export function createFakeStore<S>(reduce: (state: S, action: FakeAction) => S, initial: S): FakeStore<S> {
  let state = initial;
  let listeners: readonly (() => void)[] = [];
  const extra = {};
  const getState = (): S => state;
  const inner = (action: unknown): unknown => {
    if (typeof action === 'function') return (action as (...args: unknown[]) => unknown)(inner, getState, extra);
    state = reduce(state, action as FakeAction);
    for (const listener of listeners) listener();
    return action;
  };
  return {
    dispatch: inner,
    getState,
    subscribe(listener) {
      listeners = [...listeners, listener];
      return () => {
        listeners = listeners.filter((other) => other !== listener);
      };
    },
    extra,
  };
}
