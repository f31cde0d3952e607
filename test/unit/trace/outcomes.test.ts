import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../src/trace/context';
import { durationOf } from '../../../src/trace/duration';
import { outputsOf } from '../../../src/trace/outputs';
import type { Call } from '../../../src/trace/types';
import { define } from '../../support/fakes/fake-layout';
import { recordPage, type RecordedPage, type RecordedPageOptions } from '../../support/fakes/recorded-page';

const once = { prevent_initial_call: true };
const BOTH = '..x.a...y.b..';

async function runOnce(
  answer: () => Response | Promise<Response>,
  options: Partial<RecordedPageOptions> = {},
): Promise<RecordedPage> {
  const page = recordPage({
    callbacks: [define(BOTH, ['btn.n'], once)],
    components: ['btn', 'x', 'y', 'out'],
    server: answer,
    ...options,
  });
  page.hydrate();
  page.setProps('btn', { n: 3 });
  await page.settle();
  return page;
}
const answering = (response: unknown, options?: Partial<RecordedPageOptions>): Promise<RecordedPage> =>
  runOnce(() => Response.json({ multi: true, response }), options);
const empty = (): Response => new Response(null, { status: 204 });
const oldDash = { config: { dash_version: '3.0.4' } };

describe('the outcome of a call', () => {
  it('is updated, with all its phases in order', async () => {
    const call = (await answering({ x: { a: 1 }, y: { b: 2 } })).call(1);
    expect(call).toMatchObject({ outcome: 'updated', reason: null, transport: 'http', status: 200, kind: 'server' });
    const { requested, ready, sent, firstByte, received, parsed, applied } = call.phases;
    const phases = [requested, ready, sent, firstByte, received, parsed, applied].map(Number);
    expect(phases).toEqual([...phases].sort((a, b) => a - b));
    expect(new Set(phases).size).toBe(7);
    expect(durationOf(call)).toBe(Number(applied) - Number(requested));
  });

  it('is partial when some outputs were not updated', async () => {
    expect((await answering({ x: { a: 1 } })).call(1).outcome).toBe('partial');
  });

  it('is no_update when Dash says so with an empty response', async () => {
    expect((await answering({})).call(1)).toMatchObject({
      outcome: 'no_update',
      reason: { code: 'no_value', params: {} },
    });
  });

  it('is prevented when there was no response body', async () => {
    expect((await runOnce(empty)).call(1)).toMatchObject({ outcome: 'prevented', status: 204 });
  });

  it('cannot be distinguished from no_update before Dash 3.1, and says so', async () => {
    const call = (await runOnce(empty, oldDash)).call(1);
    expect(call.outcome).toBe('no_update');
    expect(call.reason?.code).toBe('no_update_or_prevented');
  });

  it("is an error with the network's message", async () => {
    const call = (await runOnce(() => Promise.reject(new TypeError('Failed to fetch')))).call(1);
    expect(call).toMatchObject({
      outcome: 'error',
      error: { message: 'Callback failed: the server did not respond.' },
      reason: { code: 'server_unreachable', params: { detail: 'Failed to fetch' } },
    });
  });

  it('is inputs_missing, discarded or merged for those that did not run', async () => {
    const page = recordPage({
      callbacks: [define('out.children', ['btn.n', 'x.v'], once)],
      components: ['btn', 'out', 'x'],
    });
    page.hydrate();
    for (const n of [1, 2]) page.setProps('btn', { n });
    await page.settle();
    page.setProps('btn', { n: 3 });
    await page.settle();
    page.remove('btn', 'x');
    page.store.dispatch({ type: 'Callbacks.Completed', payload: 1 });
    await page.settle();
    expect([1, 2, 3].map((number) => page.call(number).outcome)).toEqual(['merged', 'discarded', 'pending']);
    expect(page.call(1).reason).toEqual({ code: 'merged', params: { by: 'c2' } });
    expect(page.call(2).reason).toEqual({ code: 'newer_request', params: { by: 'c3' } });
  });
});

describe('an exception on the server', () => {
  const page = (size: number): string =>
    `<html><title>ValueError: boom // Werkzeug Debugger</title>${'x'.repeat(size)}</html>\n<!--\n\nTraceback (most recent call last):\n  File "app.py", line 3\nValueError: boom\n\n-->`;
  /** As the renderer does: the text is read after the call has ended, and then reported as an error. */
  const reading = async (recorded: RecordedPage, response: Response): Promise<void> => {
    const html = await response.text();
    recorded.store.dispatch({
      type: 'ON_ERROR',
      payload: { type: 'backEnd', error: { message: `Callback error updating ${BOTH}`, html } },
    });
    await recorded.settle();
  };

  it.each([
    ['small', 10],
    ['large', 100_000],
    ['huge', 900_000],
  ])('is reported with its traceback, which comes after the call has ended, from a %s page', async (_, size) => {
    const response = new Response(page(size), { status: 500 });
    const recorded = await runOnce(() => response);
    expect(recorded.call(1)).toMatchObject({
      outcome: 'error',
      status: 500,
      error: { message: '' },
    });
    await reading(recorded, response);
    expect(recorded.call(1)).toMatchObject({
      outcome: 'error',
      error: { message: 'ValueError: boom', traceback: expect.stringContaining('line 3') as string },
    });
  });

  it('is not reported for another call', async () => {
    const [first, second] = [
      new Response(page(50_000), { status: 500 }),
      new Response('<h1>Internal Server Error</h1>', { status: 500 }),
    ];
    const answers = [first, second];
    const recorded = await runOnce(() => answers.shift() ?? empty());
    recorded.setProps('btn', { n: 4 });
    await recorded.settle();
    await reading(recorded, second);
    await reading(recorded, first);
    expect(recorded.call(1).error?.message).toBe('ValueError: boom');
    expect(recorded.call(2).error).toMatchObject({ message: '' });
    expect(recorded.call(2).error?.traceback).toBeUndefined();
  });
});

describe('set_props for a component that is not on the page', () => {
  it('is recorded with the call', async () => {
    const answer = {
      multi: true,
      response: { x: { a: 1 }, y: { b: 2 } },
      sideUpdate: { mesage: { children: 'hello' } },
    };
    const recorded = await runOnce(() => Response.json(answer));
    expect(recorded.call(1)).toMatchObject({
      outcome: 'updated',
      reason: { code: 'side_targets_missing', params: { origin: 'set_props', props: ['mesage.children'], near: [] } },
    });
  });
});

describe('a response that Dash did not write', () => {
  it.each([
    ['<form>Sign in</form>', 'html', 'Sign in'],
    ['{"detail":"Not authenticated"}', 'json', '{"detail":"Not authenticated"}'],
    ['', 'empty', undefined],
  ])('leaves the call unreadable: %s', async (text, what, body) => {
    const recorded = await runOnce(() => new Response(text));
    expect(recorded.call(1)).toMatchObject({
      outcome: 'unreadable',
      reason: { code: 'unreadable_response', params: { what, redirected: null, poll: false } },
    });
    expect(recorded.call(1).error?.body).toBe(body);
    expect(recorded.faults).toEqual([]);
  });

  it.each([
    [502, 'gateway_error', { status: 502 }],
    [401, 'access_denied', { status: 401 }],
    [404, 'wrong_address', { status: 404, path: '/_dash-update-component' }],
    [418, 'foreign_response', { status: 418 }],
  ])('with status %i is no error of the function', async (status, code, params) => {
    const recorded = await runOnce(() => new Response('<h1>Another app</h1>', { status }));
    expect(recorded.call(1)).toMatchObject({ outcome: 'error', reason: { code, params }, error: { from: 'gateway' } });
  });
});

describe('what a call received and returned', () => {
  const sentOf = async (response: unknown): Promise<Call> => (await answering(response)).call(1);

  it('includes its context as Dash gave it to the function', async () => {
    expect(contextOf(await sentOf({}))).toMatchObject({
      triggered: [{ prop_id: 'btn.n', value: 3 }],
      triggered_id: 'btn',
      inputs: { 'btn.n': 3 },
      outputs_list: [
        { id: 'x', property: 'a' },
        { id: 'y', property: 'b' },
      ],
    });
  });

  it('includes its outputs, one by one', async () => {
    const operations = [{ operation: 'Append', location: [], params: { value: 1 } }];
    const patch = { __dash_patch_update: '__dash_patch_update', operations };
    expect(outputsOf(await sentOf({ x: { a: null } }))).toMatchObject([
      { prop_id: 'x.a', update: 'value', value: null },
      { prop_id: 'y.b', update: 'no_update' },
    ]);
    expect(outputsOf(await sentOf({ y: { b: patch } }))).toMatchObject([
      { prop_id: 'x.a', update: 'no_update' },
      { prop_id: 'y.b', update: 'patch', operations },
    ]);
  });

  it('does not include properties that every object has', async () => {
    const page = await answering(
      { x: {} },
      {
        callbacks: [define('..x.constructor...__proto__.toString..', ['btn.n'], once)],
        components: ['btn', 'x', '__proto__'],
      },
    );
    expect(outputsOf(page.call(1))?.map(({ update }) => update)).toEqual(['no_update', 'no_update']);
  });

  it('is empty for a call that was not sent', async () => {
    const page = recordPage({ callbacks: [define(BOTH, ['btn.n'], once)], components: ['btn', 'x', 'y'] });
    page.setProps('btn', { n: 1 });
    await page.settle();
    expect([contextOf(page.call(1)), outputsOf(page.call(1)), durationOf(page.call(1))]).toEqual([null, null, null]);
  });
});

describe('a clientside call', () => {
  const clientside = { clientside_function: { namespace: 'ns', function_name: 'fn' }, ...once };
  const ran = async (data: Record<string, Record<string, unknown>>): Promise<Call> => {
    const page = recordPage({
      callbacks: [define(BOTH, ['btn.n'], clientside)],
      components: ['btn', 'x', 'y'],
      perform: () => Promise.resolve(data),
    });
    page.hydrate();
    page.setProps('btn', { n: 3 });
    await page.settle();
    return page.call(1);
  };

  it('is recorded separately from what the page did with its result', async () => {
    const call = await ran({ x: { a: [1] }, y: {} });
    expect(call).toMatchObject({
      kind: 'clientside',
      transport: 'page',
      outcome: 'partial',
      status: null,
      match: null,
    });
    expect(outputsOf(call)).toMatchObject([
      { prop_id: 'x.a', value: [1] },
      { prop_id: 'y.b', update: 'no_update' },
    ]);
    expect(contextOf(call)).toMatchObject({ inputs: { 'btn.n': 3 } });
  });

  it('distinguishes no_update from PreventUpdate by the ids the page recorded', async () => {
    expect((await ran({ x: {}, y: {} })).outcome).toBe('no_update');
    expect((await ran({})).outcome).toBe('prevented');
  });
});

describe('the values of MATCH', () => {
  it('have the keys of the declaration as names', async () => {
    const page = recordPage({
      callbacks: [
        define('{"row":["MATCH"],"col":["MATCH"],"t":"o"}.v', ['{"row":["MATCH"],"col":["MATCH"],"t":"i"}.n'], once),
      ],
      components: ['{"row":"r.1","col":2,"t":"o"}', '{"row":"r.1","col":2,"t":"i"}'],
    });
    page.hydrate();
    page.setProps('{"row":"r.1","col":2,"t":"i"}', { n: 1 });
    await page.settle();
    expect(page.call(1)).toMatchObject({ match: { col: 2, row: 'r.1' }, outcome: 'pending' });
  });

  it('are those of the input where the outputs have none', async () => {
    const page = recordPage({
      callbacks: [define('out.v', ['{"i":["MATCH"]}.n'], once)],
      components: ['out', '{"i":"7"}'],
    });
    page.hydrate();
    page.setProps('{"i":"7"}', { n: 1 });
    await page.settle();
    expect(page.call(1).match).toEqual({ i: '7' });
  });
});
