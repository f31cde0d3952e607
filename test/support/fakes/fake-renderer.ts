/**
 * A small Dash renderer: its store, lists and actions behave as docs/dash-internals.md#observers says; nothing is
 * drawn.
 */
import { parseId, stringifyId, stripHash, type AnyId } from '../../../src/dash/component-id';
import type { JsonObject } from '../../../src/lib/json';
import { MOST_CALLS_AT_ONCE } from '../../../src/dash/renderer-rules';
import {
  createInstance,
  flatOutputs,
  requestsFor,
  requestsOfChunk,
  toPaths,
  type ReturnedProps,
  type FakeInstance,
  type FakePaths,
  type FakeResult,
} from './fake-instances';
import {
  indexOf,
  isMulti,
  fakePropId,
  readChildren,
  replaceChildren,
  toEntry,
  type FakeComponent,
  type FakeDefinition,
  type Located,
} from './fake-layout';
import {
  adding,
  aggregate,
  dropStored,
  NO_LISTS,
  passRequested,
  reduceLists,
  removing,
  takeExecuting,
  type FakeLists,
} from './fake-observers';
import { toPayload } from './fake-payload';
import { createFakeStore, type FakeAction, type FakeStore } from './fake-store';
import { settled } from './settled';

export interface FakeState {
  readonly appLifecycle: string;
  readonly config: JsonObject;
  readonly layout: { readonly components: readonly unknown[] };
  readonly paths: FakePaths;
  readonly graphs: { readonly callbacks: readonly FakeDefinition[] };
  readonly dependenciesRequest: { readonly content: readonly JsonObject[] };
  readonly layoutRequest: { readonly content: unknown };
  readonly callbacks: FakeLists;
  readonly callbackJobs: JsonObject;
  readonly props: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One open execution; the test decides how it ends. */
export interface FakeRun {
  readonly output: string;
  readonly payload: JsonObject;
  readonly resolve: (data: ReturnedProps) => void;
  readonly reject: (error: unknown) => void;
}

type Dispatch = (action: unknown) => unknown;
type Perform = (payload: JsonObject, callback: FakeDefinition, dispatch: Dispatch) => Promise<ReturnedProps>;

export interface FakeRendererOptions {
  readonly callbacks: readonly FakeDefinition[];
  /** String ids, JSON ids, or `id:Type`. */
  readonly components: readonly string[];
  /** Runs a callback; without it every run waits in `runs`. */
  readonly perform?: Perform;
  /** Before 3.0.2 writes do not name their origin. */
  readonly renderTypes?: boolean;
  /** The response of `_dash-layout`. */
  readonly layoutSent?: unknown;
}

export interface FakeRenderer {
  readonly store: FakeStore<FakeState>;
  readonly runs: FakeRun[];
  /** The oldest run of a callback that has not been taken yet. */
  readonly run: (output: string) => FakeRun;
  /** Layout and callbacks are loaded: initial calls. */
  readonly hydrate: () => void;
  readonly setProps: (id: string, props: JsonObject) => void;
  /** `set_props`, `running`, `progress` and alike; `renderType` says on whose behalf. */
  readonly write: (id: string, props: JsonObject, renderType?: string) => void;
  readonly undo: (id: string, props: JsonObject) => void;
  readonly remove: (...ids: readonly string[]) => void;
  readonly reload: () => void;
  /** Runs the passes that wait for their 0 ms timer; `false` when there were none. */
  readonly tick: () => boolean;
  /** Ticks until nothing happens any more. */
  readonly settle: () => Promise<void>;
}

const toComponent = (text: string): FakeComponent => {
  const [id = text, type = 'Div'] = text.startsWith('{') ? [] : text.split(':');
  return { id: parseId(id), type, parent: null };
};

export function createFakeRenderer({
  callbacks: definitions,
  components,
  perform,
  renderTypes = true,
  layoutSent = null,
}: FakeRendererOptions): FakeRenderer {
  const layoutOf = (paths: FakePaths, props: FakeState['props']): FakeState['layout'] => ({
    components: paths.layout.map(({ id, type }) => ({
      namespace: 'dash_core_components',
      type,
      props: { ...props[stringifyId(id)], id },
    })),
  });
  const firstPaths = toPaths(components.map(toComponent));
  const store = createFakeStore<FakeState>(reduce, {
    appLifecycle: 'STARTED',
    config: { ui: true },
    layout: layoutOf(firstPaths, {}),
    paths: firstPaths,
    graphs: { callbacks: definitions },
    dependenciesRequest: { content: definitions.map(toEntry) },
    layoutRequest: { content: layoutSent },
    callbacks: NO_LISTS,
    callbackJobs: {},
    props: {},
  });
  const runs: FakeRun[] = [];
  const passes: (() => void)[] = [];
  let groups = 0;

  function reduce(state: FakeState, action: FakeAction): FakeState {
    const { type, payload } = action;
    if (type.startsWith('Callbacks.')) return { ...state, callbacks: reduceLists(state.callbacks, action) };
    if (type === 'SET_APP_LIFECYCLE') return { ...state, appLifecycle: payload as string };
    if (type === 'SET_PATHS')
      return { ...state, paths: payload as FakePaths, layout: layoutOf(payload as FakePaths, state.props) };
    if (type === 'RELOAD') return { ...state, appLifecycle: 'STARTED', callbacks: NO_LISTS };
    if (type !== 'ON_PROP_CHANGE' && type !== 'UNDO_PROP_CHANGE') return state;
    const { itempath, props } = payload as { readonly itempath: readonly [string, number]; readonly props: JsonObject };
    const component = state.paths.layout[itempath[1]];
    if (component === undefined) return state;
    const id = stringifyId(component.id);
    const written = { ...state.props, [id]: { ...state.props[id], ...props } };
    return { ...state, props: written, layout: layoutOf(state.paths, written) };
  }

  const pathOf = (id: string): readonly [string, number] => ['components', indexOf(store.getState().paths.layout, id)];
  const changing = (type: string, id: string, props: unknown, renderType: string, source?: string): FakeAction => ({
    type,
    payload: {
      itempath: pathOf(id),
      props,
      ...(source === undefined ? {} : { source }),
      ...(renderTypes ? { renderType } : {}),
    },
  });
  const requesting = (id: AnyId, props: object) => (dispatch: Dispatch) => {
    dispatch({
      type: 'Callbacks.AddRequested',
      payload: Object.keys(props).flatMap((property) => requestsFor(definitions, id, property, 2)),
    });
  };

  const waitFor: Perform = (payload, { output }) =>
    new Promise((resolve, reject) => {
      runs.push({ output, payload, resolve, reject });
    });

  const execute = (instance: FakeInstance): FakeInstance => {
    const { paths } = store.getState();
    const { callback } = instance;
    const bad = (found: readonly (readonly Located[])[], declared: FakeDefinition['inputs']): number =>
      found.filter((list, index) => list.length !== 1 && !(declared[index] !== undefined && isMulti(declared[index])))
        .length;
    const inputs = instance.getInputs(paths);
    const missing = bad(inputs, callback.inputs);
    if (missing > 0 && missing === inputs.filter((list) => list.length !== 1).length && missing === inputs.length)
      return { ...instance, executionPromise: null };
    if (missing > 0 || bad(instance.getOutputs(paths), callback.outputs) > 0) {
      return {
        ...instance,
        executionPromise: {
          error: new ReferenceError('A nonexistent object was used in a Dash callback.'),
          payload: null,
        },
      };
    }
    const payload = toPayload(instance, paths, store.getState().props);
    const running = async (): Promise<FakeResult> => {
      try {
        return { data: await (perform ?? waitFor)(payload, callback, store.dispatch), payload };
      } catch (error) {
        return { error, payload: callback.clientside_function === null ? null : payload };
      }
    };
    return { ...instance, executionPromise: running() };
  };

  const applyData = (instance: FakeInstance, data: ReturnedProps, requested: FakeInstance[]): void => {
    const predecessors = [...(instance.predecessors ?? []), instance.callback];
    for (const [idText, props] of Object.entries(data)) {
      const id = parseId(idText);
      const { layout } = store.getState().paths;
      const isHere = indexOf(layout, idText) >= 0;
      if (isHere)
        store.dispatch((dispatch: Dispatch) =>
          dispatch(changing('ON_PROP_CHANGE', idText, props, 'callback', 'response')),
        );
      for (const property of Object.keys(props)) {
        requested.push(
          ...requestsFor(definitions, id, property, true).map((request) => ({ ...request, predecessors })),
        );
      }
      const children = readChildren(props['children'], stringifyId(id));
      if (!isHere || children === undefined) continue;
      store.dispatch({ type: 'SET_PATHS', payload: toPaths(replaceChildren(layout, stringifyId(id), children)) });
      requested.push(
        ...requestsOfChunk(definitions, children, `0.${++groups}`).map((request) => ({ ...request, predecessors })),
      );
    }
  };

  const toStored = (instance: FakeInstance, data: ReturnedProps): FakeInstance => ({
    ...instance,
    executionMeta: {
      allProps: flatOutputs(instance, store.getState().paths),
      updatedProps: Object.entries(data).flatMap(([id, props]) =>
        Object.keys(props).map((property) => fakePropId({ id: parseId(id), property: stripHash(property) })),
      ),
    },
  });

  const runExecuted = (): void => {
    const { executed } = store.getState().callbacks;
    const requested: FakeInstance[] = [];
    const stored: FakeInstance[] = [];
    for (const instance of executed) {
      const { data, error } = instance.executionResult ?? {};
      if (data !== undefined) applyData(instance, data, requested);
      if (data !== undefined || error !== undefined) stored.push(toStored(instance, data ?? {}));
    }
    store.dispatch(
      aggregate(
        removing('executed', executed),
        executed.length === 0 ? null : { type: 'Callbacks.Completed', payload: executed.length },
        adding('stored', stored),
        adding('requested', requested),
      ),
    );
  };

  const runExecuting = (): void => {
    const { executing } = store.getState().callbacks;
    store.dispatch(takeExecuting(executing));
    for (const { executionPromise } of executing) {
      if (!(executionPromise instanceof Promise)) continue;
      void executionPromise.then((executionResult) => {
        const { appLifecycle, callbacks } = store.getState();
        const current = callbacks.watched.find((candidate) => candidate.executionPromise === executionPromise);
        if (appLifecycle === 'HYDRATED' && current !== undefined) {
          store.dispatch(
            aggregate(removing('watched', [current]), adding('executed', [{ ...current, executionResult }])),
          );
        }
      });
    }
  };

  const runPrioritized = (): void => {
    const { appLifecycle, callbacks } = store.getState();
    if (appLifecycle !== 'HYDRATED') return;
    const picked = callbacks.prioritized.slice(
      0,
      Math.max(0, MOST_CALLS_AT_ONCE - callbacks.executing.length - callbacks.watched.length),
    );
    if (picked.length > 0)
      store.dispatch(aggregate(removing('prioritized', picked), adding('executing', picked.map(execute))));
  };

  const runRequested = (): void => {
    passes.push(() => {
      const { callbacks, paths } = store.getState();
      store.dispatch(passRequested(callbacks, definitions, paths));
    });
  };

  const observers = (
    [
      [['requested', 'completed'], runRequested],
      [['prioritized', 'completed'], runPrioritized],
      [['executing'], runExecuting],
      [['executed'], runExecuted],
      [['stored', 'completed'], () => store.dispatch(dropStored(store.getState().callbacks))],
    ] as readonly (readonly [readonly (keyof FakeLists)[], () => void])[]
  ).map(([inputs, run]) => ({ inputs, run, last: NO_LISTS, busy: false }));
  store.subscribe(() => {
    const { callbacks } = store.getState();
    const due = observers.filter(
      ({ inputs, last, busy }) => !busy && inputs.some((input) => callbacks[input] !== last[input]),
    );
    for (const observer of due) observer.busy = true;
    for (const observer of due) {
      observer.last = store.getState().callbacks;
      observer.run();
      observer.busy = false;
    }
  });

  const tick = (): boolean => {
    const due = passes.splice(0);
    for (const pass of due) pass();
    return due.length > 0;
  };

  return {
    store,
    runs,
    run(output) {
      const index = runs.findIndex((run) => run.output === output);
      const [run] = index < 0 ? [] : runs.splice(index, 1);
      if (run === undefined) throw new Error(`${output} is not running`);
      return run;
    },
    hydrate() {
      store.dispatch({ type: 'SET_APP_LIFECYCLE', payload: 'HYDRATED' });
      const { paths } = store.getState();
      // Without any of its inputs on the page a callback is dropped silently.
      const hasInputs = ({ callback, getInputs }: FakeInstance): boolean =>
        callback.inputs.every(isMulti) || getInputs(paths).flat().length > 0;
      const initial = requestsOfChunk(definitions, paths.layout, `0.${++groups}`).filter(
        (request) => request.initialCall && hasInputs(request),
      );
      const special = definitions.filter(({ noOutput, prevent_initial_call: prevented }) => noOutput && !prevented);
      store.dispatch((dispatch: Dispatch) =>
        dispatch({
          type: 'Callbacks.AddRequested',
          payload: [...initial, ...special.map((callback) => createInstance(callback, {}, { initialCall: true }))],
        }),
      );
    },
    setProps(id, props) {
      store.dispatch((dispatch: Dispatch) => {
        dispatch(requesting(parseId(id), props));
        dispatch((inner: Dispatch) => inner(changing('ON_PROP_CHANGE', id, props, 'internal')));
      });
    },
    write(id, props, renderType = 'callback') {
      store.dispatch((dispatch: Dispatch) => {
        dispatch(changing('ON_PROP_CHANGE', id, props, renderType));
        dispatch(requesting(parseId(id), props));
      });
    },
    undo(id, props) {
      store.dispatch((dispatch: Dispatch) => {
        dispatch({ type: 'UNDO' });
        dispatch(changing('UNDO_PROP_CHANGE', id, props, 'internal'));
        dispatch(requesting(parseId(id), props));
      });
    },
    remove(...ids) {
      const { layout } = store.getState().paths;
      store.dispatch({
        type: 'SET_PATHS',
        payload: toPaths(layout.filter(({ id }) => !ids.includes(stringifyId(id)))),
      });
    },
    reload() {
      store.dispatch({ type: 'RELOAD' });
    },
    tick,
    async settle() {
      do await settled();
      while (tick());
    },
  };
}
