import type { RunningFunction } from '../page/departure';
import { guard } from './guard';
import type { CallbackInstance } from './renderer-types';

/** One run of a clientside function. Times in milliseconds of the page's clock. */
export interface TappedRun {
  readonly start: number;
  /** End of the synchronous part. */
  readonly end: number;
  /** The function itself, for its source text. */
  readonly source: object;
  /** It returned a promise, which is not settled when the run is claimed. */
  readonly isAwaited: boolean;
  /** The page's own record of the call for the function. */
  readonly context: unknown;
}

/** Measures clientside functions. */
export interface ClientsideTap {
  /** Wraps the function an instance is about to run, if it is not wrapped yet. */
  readonly prepare: (instance: CallbackInstance) => void;
  /** The oldest run since the last claim of the function an instance names; it is the call's from now on. */
  readonly claim: (instance: CallbackInstance, call: number) => TappedRun | undefined;
  /** The function that the renderer is running right now. */
  readonly running: () => RunningFunction | null;
  /** What the call's function returned, a promise's value when it has one. Reading forgets it. */
  readonly takeReturned: (call: number) => Returned;
}

/** The return value of a function; `isKnown` unless it threw, rejected, or was not observed. */
export interface Returned {
  readonly isKnown: boolean;
  readonly value: unknown;
}

/** Calls whose result is not needed: they were superseded. */
const MOST_RETURNED = 100;

// The browser's own, even if the page replaces them later.
const BrowserPromise = Promise;
// Only ever called with a promise as `this`.
// eslint-disable-next-line @typescript-eslint/unbound-method
const { then } = Promise.prototype;

/** One whose `then` is the browser's: listening to it has no side effects. Other thenables may do work when they are read. */
const isPlainPromise = (value: unknown): value is Promise<unknown> =>
  value instanceof BrowserPromise &&
  Object.getPrototypeOf(value) === BrowserPromise.prototype &&
  Object.getOwnPropertyNames(value).length === 0;

type Namespaces = Readonly<Record<string, Record<string, unknown> | undefined>>;
type ClientsidePage = Window & { readonly dash_clientside?: Namespaces & { readonly callback_context?: unknown } };

interface OpenRun extends TappedRun {
  readonly name: string;
  /** Known once it is claimed. */
  call: number | null;
  whenKnown: (() => void) | null;
  end: number;
  isAwaited: boolean;
  isKnown: boolean;
  returned: unknown;
}

/**
 * The renderer looks a function up by namespace and name at each call (docs/dash-internals.md#clientside), so it is
 * replaced there, once, by a proxy: same `this`, arguments, own properties, name and length, result and thrown value;
 * what is synchronous stays synchronous. Nothing is frozen or defined on `dash_clientside` itself.
 */
export function createClientsideTap(page: Window, now: () => number, fault: (error: unknown) => void): ClientsideTap {
  const host = page as ClientsidePage;
  const wrapped = new WeakSet();
  let open: OpenRun[] = [];
  const claimed = new Map<number, OpenRun>();
  let depth = 0;
  let current: OpenRun | null = null;

  const wrap = (name: string, original: (...args: unknown[]) => unknown): unknown =>
    new Proxy(original, {
      apply(target, self, args: unknown[]) {
        // Other functions of the app call it too: only calls by the renderer are runs.
        const isRun = depth === 0 && host.dash_clientside?.callback_context !== undefined;
        if (!isRun) return Reflect.apply(target, self, args);
        depth++;
        const run: OpenRun = {
          name,
          call: null,
          whenKnown: null,
          start: now(),
          end: 0,
          source: target,
          context: host.dash_clientside.callback_context,
          isAwaited: false,
          isKnown: false,
          returned: undefined,
        };
        current = run;
        try {
          const returned: unknown = Reflect.apply(target, self, args);
          guard(fault, () => {
            noteReturned(run, returned);
          });
          return returned;
        } finally {
          depth--;
          current = null;
          run.end = now();
          open.push(run);
          if (open.length > 100) open = open.slice(-50);
        }
      },
    });

  return {
    prepare(instance) {
      guard(fault, () => {
        const place = placeOf(instance);
        const functions = place === undefined ? undefined : host.dash_clientside?.[place.namespace];
        const original = place === undefined ? undefined : functions?.[place.name];
        if (place === undefined || functions === undefined || typeof original !== 'function' || wrapped.has(original))
          return;
        const own = Object.getOwnPropertyDescriptor(functions, place.name);
        if (own?.writable !== true) return;
        const proxy = wrap(keyOf(place), original as (...args: unknown[]) => unknown);
        functions[place.name] = proxy;
        wrapped.add(proxy as object);
      });
    },
    claim(instance, call) {
      const place = placeOf(instance);
      if (place === undefined) return undefined;
      const index = open.findIndex(({ name }) => name === keyOf(place));
      const run = open[index];
      if (run === undefined) return undefined;
      open = open.slice(index + 1);
      run.call = call;
      run.whenKnown?.();
      claimed.set(call, run);
      for (const old of [...claimed.keys()].slice(0, -MOST_RETURNED)) claimed.delete(old);
      return run;
    },
    running: () => current,
    takeReturned(call) {
      const run = claimed.get(call);
      claimed.delete(call);
      return { isKnown: run?.isKnown === true, value: run?.returned };
    },
  };
}

/** Known before the renderer continues with it, which awaits the promise only after this. */
function noteReturned(run: OpenRun, returned: unknown): void {
  if (!isPlainPromise(returned)) {
    run.returned = returned;
    run.isKnown = true;
    return;
  }
  run.isAwaited = true;
  void Reflect.apply(then, returned, [
    (value: unknown) => {
      run.returned = value;
      run.isKnown = true;
    },
    () => undefined,
  ]);
}

interface Place {
  readonly namespace: string;
  readonly name: string;
}

const keyOf = ({ namespace, name }: Place): string => `${namespace}\n${name}`;

function placeOf({ callback }: CallbackInstance): Place | undefined {
  const { namespace, function_name: name } = (callback.clientside_function ?? {}) as {
    readonly namespace?: unknown;
    readonly function_name?: unknown;
  };
  return typeof namespace === 'string' && typeof name === 'string' ? { namespace, name } : undefined;
}
