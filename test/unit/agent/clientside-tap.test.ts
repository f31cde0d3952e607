import { describe, expect, it } from 'vitest';
import { createClientsideTap, type ClientsideTap } from '../../../content-script/agent/taps/clientside-tap';
import type { CallbackInstance } from '../../../content-script/agent/taps/renderer-types';

type Functions = Record<string, unknown>;

interface Tapped {
  readonly tap: ClientsideTap;
  /** Runs a function the way the renderer does. */
  readonly run: (...args: readonly unknown[]) => unknown;
  readonly functions: Functions;
  readonly instance: CallbackInstance;
  readonly faults: unknown[];
}

function tapped(fn: unknown, functions: Functions = { fn }): Tapped {
  let time = 0;
  const page: { dash_clientside: Record<string, unknown> & { callback_context?: unknown } } = {
    dash_clientside: { ns: functions },
  };
  const faults: unknown[] = [];
  const tap = createClientsideTap(
    page as unknown as Window,
    () => ++time,
    (error) => faults.push(error),
  );
  const instance = { callback: { output: 'a.b', clientside_function: { namespace: 'ns', function_name: 'fn' } } };
  tap.prepare(instance);
  return {
    tap,
    functions,
    instance,
    faults,
    run: (...args) => {
      page.dash_clientside.callback_context = {};
      try {
        return (functions['fn'] as (...given: readonly unknown[]) => unknown).call(functions, ...args);
      } finally {
        delete page.dash_clientside.callback_context;
      }
    },
  };
}

describe('a measured clientside function', () => {
  it('gets the same this and arguments, and returns the same object', () => {
    const result = {};
    const calls: unknown[] = [];
    const own = function (this: unknown, ...args: unknown[]): unknown {
      calls.push(this, args);
      return result;
    };
    const { run, functions } = tapped(own);
    expect(run(1, 'a')).toBe(result);
    expect(calls).toEqual([functions, [1, 'a']]);
  });

  it('keeps its name, length and properties', () => {
    const { functions } = tapped(
      Object.assign(
        function sum(a: number, b: number) {
          return a + b;
        },
        { note: 'mine' },
      ),
    );
    const { name, length, note } = functions['fn'] as { name: string; length: number; note: string };
    expect([name, length, note]).toEqual(['sum', 2, 'mine']);
  });

  it('throws the same error, and is still measured', () => {
    const thrown = { description: 'PreventUpdate' };
    const { run, tap, instance } = tapped(() => {
      throw thrown as unknown as Error;
    });
    let caught: unknown;
    try {
      run();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
    expect(tap.claim(instance, 1)).toMatchObject({ start: 1, end: 2 });
  });

  it('returns a promise unchanged', () => {
    const promise = Promise.resolve(1);
    expect(tapped(() => promise).run()).toBe(promise);
  });

  it('reports the return value once, and of a promise its value', async () => {
    const values = [{ now: 1 }, Promise.resolve({ later: 2 }), Promise.reject(new Error('no'))];
    const { tap, run, instance } = tapped(() => values.shift());
    const returned = [1, 2, 3].map((call) => {
      const value = run();
      tap.claim(instance, call);
      return value;
    });
    await Promise.allSettled(returned);
    expect([1, 2, 3, 1].map(tap.takeReturned)).toEqual([
      { isKnown: true, value: { now: 1 } },
      { isKnown: true, value: { later: 2 } },
      { isKnown: false, value: undefined },
      { isKnown: false, value: undefined },
    ]);
  });

  it('does not resolve a thenable of the app', () => {
    let asked = 0;
    const lazy = { then: () => asked++ };
    const { tap, run, instance } = tapped(() => lazy);
    expect(run()).toBe(lazy);
    tap.claim(instance, 1);
    expect([asked, tap.takeReturned(1).value]).toEqual([0, lazy]);
  });

  it('is claimed once, the oldest run first', () => {
    const { run, tap, instance } = tapped(() => 1);
    run();
    run();
    expect([tap.claim(instance, 2)?.start, tap.claim(instance, 3)?.start, tap.claim(instance, 4)]).toEqual([
      1,
      3,
      undefined,
    ]);
  });

  it('is wrapped once, however often it runs', () => {
    const { tap, functions, instance } = tapped(() => 1);
    const first = functions['fn'];
    tap.prepare(instance);
    expect(functions['fn']).toBe(first);
  });

  it('does not count as a run when the app calls it', () => {
    const { tap, functions, instance } = tapped(() => 1);
    (functions['fn'] as () => unknown)();
    expect(tap.claim(instance, 5)).toBeUndefined();
  });

  it('stays unwrapped where the app does not allow it to be replaced', () => {
    const frozen = Object.freeze({ fn: () => 1 });
    const { functions, faults } = tapped(frozen.fn, frozen);
    expect(functions['fn']).toBe(frozen.fn);
    expect(faults).toEqual([]);
  });

  it.each([[{}], [{ fn: 'text' }]])('can be missing: %j', (functions: Functions) => {
    const { tap, instance, faults } = tapped(undefined, functions);
    expect([tap.claim(instance, 6), faults]).toEqual([undefined, []]);
  });
});
