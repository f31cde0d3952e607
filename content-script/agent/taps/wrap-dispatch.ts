import type { ForeignAction, ForeignDispatch, ForeignStore } from './renderer-types';

type Thunk = (dispatch: ForeignDispatch, getState: unknown, extra: unknown) => unknown;

/**
 * Shows every plain action of a store to `before` and `after`, those that thunks dispatch too: a thunk is given our
 * dispatch (docs/dash-internals.md#actions). Order, return values and thrown errors stay as they were.
 * @returns restores the original, unless it was wrapped again since
 */
export function wrapDispatch(
  store: Pick<ForeignStore, 'dispatch'>,
  before: (action: ForeignAction) => void,
  after: (action: ForeignAction) => void,
): () => void {
  const original = store.dispatch;
  const wrapped: ForeignDispatch = (action) => {
    if (typeof action === 'function') {
      const thunk = action as Thunk;
      return original((_: ForeignDispatch, getState: unknown, extra: unknown) => thunk(wrapped, getState, extra));
    }
    before(action as ForeignAction);
    try {
      return original(action);
    } finally {
      after(action as ForeignAction);
    }
  };
  store.dispatch = wrapped;
  return () => {
    if (store.dispatch === wrapped) store.dispatch = original;
  };
}
