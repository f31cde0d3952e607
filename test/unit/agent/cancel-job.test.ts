import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/protocol/answer';
import { cancelJob } from '../../../content-script/agent/calls/cancel-job';
import type { ForeignStore } from '../../../content-script/agent/taps/renderer-types';
import type { EventBody } from '../../../src/protocol/events';

interface Page {
  readonly cancelInputs?: unknown;
  readonly outdated?: boolean;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly setProps?: unknown;
}

/** A page whose call 7 has a job, with a button `stop` and a component `{"row":1}`. */
function pageWith({ cancelInputs, outdated, props = {}, setProps }: Page): {
  readonly cancel: (call?: number) => unknown;
  readonly wrote: unknown[];
  readonly events: EventBody[];
} {
  const wrote: unknown[] = [];
  const events: EventBody[] = [];
  const state = {
    callbackJobs: { 'job~1': { jobId: 'job~1', cancelInputs, outdated }, broken: null },
    layout: { components: { props: { children: [{ props }, { props: { value: 'x' } }] } } },
    paths: {
      strs: { stop: ['components', 'props', 'children', 0] },
      objs: { row: [{ values: [1], path: ['components', 'props', 'children', 1] }] },
    },
  };
  const context = {
    page: {
      dash_clientside: { set_props: setProps ?? ((id: unknown, value: unknown) => wrote.push([id, value])) },
    } as unknown as Window & typeof globalThis,
    store: { getState: () => state } as unknown as ForeignStore,
    record: (body: EventBody) => events.push(body),
    callOfJob: (job: string) => (job === 'job~1' ? 7 : null),
  };
  return { wrote, events, cancel: (call = 7) => cancelJob(context, call) };
}

const stop = { id: 'stop', property: 'n_clicks' };

describe('cancelling a job', () => {
  it.each([
    ['counts a click more', { n_clicks: 3 }, stop, ['stop', { n_clicks: 4 }]],
    ['counts the first click', {}, stop, ['stop', { n_clicks: 1 }]],
    ['writes any other property as it is', { value: 'a' }, { id: 'stop', property: 'value' }, ['stop', { value: 'a' }]],
    ['finds components with an object id', {}, { id: { row: 1 }, property: 'value' }, [{ row: 1 }, { value: 'x' }]],
    ['has null for what was never set', {}, { id: 'stop', property: 'value' }, ['stop', { value: null }]],
  ])('%s', (_, props, input, expected) => {
    const page = pageWith({ cancelInputs: [input], props });
    expect(page.cancel()).toEqual({ ok: true, value: null });
    expect(page.wrote).toEqual([expected]);
    expect(page.events).toEqual([{ type: 'command', what: 'cancel', call: 7 }]);
  });

  it('uses the first input that is on the page', () => {
    const page = pageWith({ cancelInputs: [{ id: 'gone', property: 'n_clicks' }, stop] });
    expect(page.cancel()).toEqual({ ok: true, value: null });
    expect(page.wrote).toEqual([['stop', { n_clicks: 1 }]]);
  });

  it.each<[string, Page, Failure['code'], object?]>([
    ['the app declared no input', {}, 'no_cancel_input'],
    [
      'its inputs are of no form that Dash has',
      { cancelInputs: [null, 3, { id: ['x'], property: 'n' }, { id: 'stop' }] },
      'no_cancel_input',
    ],
    [
      'none of its inputs is on the page',
      {
        cancelInputs: [
          { id: 'gone', property: 'n_clicks' },
          { id: { row: ['MATCH'] }, property: 'value' },
        ],
      },
      'cancel_inputs_missing',
      { props: ['gone.n_clicks', '{"row":["MATCH"]}.value'] },
    ],
    ['a newer call superseded it', { cancelInputs: [stop], outdated: true }, 'job_superseded'],
    ['Dash offers no set_props', { cancelInputs: [stop], setProps: 'none' }, 'no_set_props'],
    [
      'Dash throws',
      {
        cancelInputs: [stop],
        setProps: () => {
          throw new Error('no');
        },
      },
      'set_props_failed',
      { prop: 'stop.n_clicks', detail: 'no' },
    ],
  ])('changes nothing and says why when %s', (_, page, code, params = {}) => {
    const { cancel, wrote } = pageWith(page);
    expect(cancel()).toEqual({ ok: false, reason: { code, params } });
    expect(wrote).toEqual([]);
  });

  it('knows only the jobs of its own renderer', () => {
    expect(pageWith({ cancelInputs: [stop] }).cancel(8)).toBeUndefined();
  });
});
