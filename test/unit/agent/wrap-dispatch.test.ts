import { describe, expect, it } from 'vitest';
import type { ForeignAction } from '../../../content-script/agent/taps/renderer-types';
import { wrapDispatch } from '../../../content-script/agent/taps/wrap-dispatch';
import { createFakeStore, type FakeStore } from '../../support/fakes/fake-store';

type Dispatch = (action: unknown) => unknown;

function createTapped(): {
  readonly store: FakeStore<readonly unknown[]>;
  readonly log: string[];
  readonly unwrap: () => void;
} {
  const log: string[] = [];
  const store = createFakeStore<readonly unknown[]>((state, { type }) => {
    if (type === 'fails') throw failure;
    log.push(`reduce ${type}`);
    return [...state, type];
  }, []);
  const name = ({ type }: ForeignAction): string => String(type);
  const unwrap = wrapDispatch(
    store,
    (action) => log.push(`before ${name(action)}`),
    (action) => log.push(`after ${name(action)}`),
  );
  return { store, log, unwrap };
}

const failure = new Error('the reducer fails');

describe('a wrapped dispatch', () => {
  it('shows each action before and after the reducer', () => {
    const { store, log } = createTapped();
    store.dispatch({ type: 'a' });
    expect(log).toEqual(['before a', 'reduce a', 'after a']);
  });

  it('shows what thunks dispatch, at any depth, in order', () => {
    const { store, log } = createTapped();
    store.dispatch((dispatch: Dispatch) => {
      dispatch({ type: 'first' });
      dispatch((inner: Dispatch) => inner({ type: 'second' }));
      dispatch({ type: 'third' });
    });
    expect(log.filter((line) => line.startsWith('before'))).toEqual(['before first', 'before second', 'before third']);
  });

  it('shows what a thunk dispatches later', async () => {
    const { store, log } = createTapped();
    await (store.dispatch(async (dispatch: Dispatch) => {
      await Promise.resolve();
      dispatch({ type: 'late' });
    }) as Promise<unknown>);
    expect(log).toContain('before late');
  });

  it('nests actions that listeners dispatch', () => {
    const { store, log } = createTapped();
    let once = true;
    store.subscribe(() => {
      if (once) {
        once = false;
        store.dispatch({ type: 'inner' });
      }
    });
    store.dispatch({ type: 'outer' });
    expect(log).toEqual(['before outer', 'reduce outer', 'before inner', 'reduce inner', 'after inner', 'after outer']);
  });

  it('returns the same objects that the store and thunks return', () => {
    const { store } = createTapped();
    const action = { type: 'a' };
    const promise = Promise.resolve(1);
    expect(store.dispatch(action)).toBe(action);
    expect(store.dispatch(() => promise)).toBe(promise);
    expect(store.dispatch((dispatch: Dispatch) => dispatch(action))).toBe(action);
  });

  it('gives thunks the state and the extra argument', () => {
    const { store } = createTapped();
    store.dispatch({ type: 'a' });
    const seen = store.dispatch((_: Dispatch, getState: () => unknown, extra: unknown) => [getState(), extra]);
    expect(seen).toEqual([['a'], store.extra]);
  });

  it('throws the same errors as the reducer and thunks', () => {
    const { store, log } = createTapped();
    const own = { not: 'an error' };
    expect(thrownBy(() => store.dispatch({ type: 'fails' }))).toBe(failure);
    expect(log).toEqual(['before fails', 'after fails']);
    expect(
      thrownBy(() =>
        store.dispatch(() => {
          throw own as unknown as Error;
        }),
      ),
    ).toBe(own);
  });

  it('puts the original back', () => {
    const store = createFakeStore<number>((state) => state + 1, 0);
    const original = store.dispatch;
    const unwrap = wrapDispatch(
      store,
      () => undefined,
      () => undefined,
    );
    expect(store.dispatch).not.toBe(original);
    unwrap();
    expect(store.dispatch).toBe(original);
  });

  it('leaves a wrapper that was added later in place', () => {
    const { store, unwrap } = createTapped();
    const tapped = store.dispatch;
    const theirs: Dispatch = (action) => tapped(action);
    store.dispatch = theirs;
    unwrap();
    expect(store.dispatch).toBe(theirs);
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return 'nothing';
}
