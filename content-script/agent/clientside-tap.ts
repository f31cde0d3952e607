import { guard } from './guard';
import type { Instance } from './renderer-types';

/** One run of a clientside function. Times in milliseconds of the page's clock. */
export interface ClientsideRun {
  readonly start: number;
  /** End of the synchronous part. */
  readonly end: number;
  /** The function itself, for its source text. */
  readonly source: object;
}

/** Measures clientside functions. */
export interface ClientsideTap {
  /** Wraps the function an instance is about to run, if it is not wrapped yet. */
  readonly prepare: (instance: Instance) => void;
  /** The oldest run since the last claim of the function an instance names. */
  readonly claim: (instance: Instance) => ClientsideRun | undefined;
}

type Namespaces = Readonly<Record<string, Record<string, unknown> | undefined>>;
type ClientsidePage = Window & { readonly dash_clientside?: Namespaces & { readonly callback_context?: unknown } };

interface OpenRun extends ClientsideRun {
  readonly name: string;
}

/**
 * The renderer looks a function up by namespace and name at each call (reference 7), so it is replaced there, once, by
 * a proxy: same `this`, arguments, own properties, name and length, result and thrown value; what is synchronous stays
 * synchronous. Nothing is frozen or defined on `dash_clientside` itself.
 */
export function createClientsideTap(page: Window, now: () => number, fault: (error: unknown) => void): ClientsideTap {
  const host = page as ClientsidePage;
  const wrapped = new WeakSet();
  let open: OpenRun[] = [];
  let depth = 0;

  const wrap = (name: string, original: (...args: unknown[]) => unknown): unknown =>
    new Proxy(original, {
      apply(target, self, args: unknown[]) {
        // Also called by other functions of the app: only what the renderer calls is a run.
        const isRun = depth === 0 && host.dash_clientside?.callback_context !== undefined;
        if (!isRun) return Reflect.apply(target, self, args);
        depth++;
        const start = now();
        try {
          return Reflect.apply(target, self, args);
        } finally {
          depth--;
          open.push({ name, start, end: now(), source: target });
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
        if (place === undefined || functions === undefined || typeof original !== 'function' || wrapped.has(original)) return;
        const own = Object.getOwnPropertyDescriptor(functions, place.name);
        if (own?.writable !== true) return;
        const proxy = wrap(keyOf(place), original as (...args: unknown[]) => unknown);
        functions[place.name] = proxy;
        wrapped.add(proxy as object);
      });
    },
    claim(instance) {
      const place = placeOf(instance);
      if (place === undefined) return undefined;
      const index = open.findIndex(({ name }) => name === keyOf(place));
      const run = open[index];
      if (run !== undefined) open = open.slice(index + 1);
      return run;
    },
  };
}

interface Place {
  readonly namespace: string;
  readonly name: string;
}

const keyOf = ({ namespace, name }: Place): string => `${namespace}\n${name}`;

function placeOf({ callback }: Instance): Place | undefined {
  const { namespace, function_name: name } = (callback.clientside_function ?? {}) as {
    readonly namespace?: unknown;
    readonly function_name?: unknown;
  };
  return typeof namespace === 'string' && typeof name === 'string' ? { namespace, name } : undefined;
}
