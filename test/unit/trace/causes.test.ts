import { describe, expect, it } from 'vitest';
import { createTrace } from '../../../src/trace/create-trace';
import type { AgentEvent, EventOf } from '../../../src/protocol/events';
import type { JsonValue } from '../../../src/lib/json';
import { toCallId, toPropId, type Cause } from '../../../src/trace/types';
import { define } from '../../support/fakes/fake-layout';
import { recordPage, type RecordedPage, type RecordedPageOptions } from '../../support/fakes/recorded-page';

const once = { prevent_initial_call: true };
const OUT = 'out.children';

async function pageOf(options: Partial<RecordedPageOptions> = {}): Promise<RecordedPage> {
  const page = recordPage({
    callbacks: [define(OUT, ['btn.n'], once)],
    components: ['btn', 'out', 'x', 'y', 'timer:Interval'],
    ...options,
  });
  page.hydrate();
  await page.settle();
  return page;
}
const causes = (page: RecordedPage, call: number): readonly Cause[] => page.call(call).causes;

describe('the cause of a call', () => {
  it('is the user who changed a component', async () => {
    const page = await pageOf();
    page.setProps('btn', { n: 1 });
    await page.settle();
    expect(causes(page, 1)).toEqual([{ type: 'user', prop_id: 'btn.n', gesture: true, action: 1 }]);
  });

  it('is the component when there was no user action', async () => {
    const page = await pageOf({ gesture: false });
    page.setProps('btn', { n: 1 });
    await page.settle();
    expect(causes(page, 1)).toEqual([{ type: 'component', prop_id: 'btn.n', after: 'mount' }]);
  });

  describe('that removed components', () => {
    const DEL = '{"i":["ALL"]}';
    const base = { at: 1, turn: 1, renderer: 0 };
    const ids = (seq: number, ...left: readonly number[]): AgentEvent => ({
      ...base,
      seq,
      turn: seq,
      type: 'ids',
      added: [],
      removed: [],
      families: { i: left.map((index) => [index]) },
    });
    const asked = (seq: number, call: number, by: readonly number[]): AgentEvent => ({
      ...base,
      seq,
      type: 'requested',
      call,
      output: 'log.children',
      anyVals: '',
      initial: true,
      changed: [],
      group: null,
      by,
    });
    const causesAfter = (...events: readonly AgentEvent[]): readonly Cause[] => {
      const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
      trace.apply([
        {
          ...base,
          seq: 1,
          type: 'definitions',
          definitions: [{ ...define('log.children', [`${DEL}.n_clicks`]) } as unknown as JsonValue],
        },
        ids(2, 1, 2, 3),
        ...events,
      ]);
      return trace.model().calls.get(toCallId('c9'))?.causes ?? [];
    };
    const removed = (index: number): Cause => ({
      type: 'layout',
      prop_id: toPropId(`{"i":${index}}.n_clicks`),
      call: toCallId('c3'),
      what: 'removed',
    });

    it('is named with them, for a callback with ALL', () => {
      expect(causesAfter(asked(3, 9, [3]), ids(4, 2))).toEqual([removed(1), removed(3)]);
    });

    it('is not said to have removed them if another call changed the layout as well', () => {
      expect(causesAfter(asked(3, 9, [3]), asked(4, 10, [4]), ids(5, 2))).toEqual([{ type: 'layout', call: 'c3' }]);
      expect(causesAfter(asked(3, 9, [3]), ids(4, 1, 2, 3))).toEqual([{ type: 'layout', call: 'c3' }]);
    });
  });

  it('is the call whose output was written together with what persistence restored', () => {
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    const base = { at: 1, turn: 1, renderer: 0 };
    trace.apply([
      {
        ...base,
        seq: 1,
        type: 'props',
        id: 'name',
        component: 'x.Input',
        props: { persistence: null, value: 'Ann' },
        origin: 'output',
        call: 3,
        restored: ['value'],
        gesture: false,
      },
      {
        ...base,
        seq: 2,
        type: 'requested',
        call: 4,
        output: 'shown.v',
        anyVals: '',
        initial: false,
        changed: [['name.value', 2]],
        group: null,
        by: [],
      },
    ]);
    expect(trace.model().calls.get(toCallId('c4'))?.causes).toEqual([
      { type: 'call', prop_id: 'name.value', call: 'c3', what: 'restored' },
    ]);
    expect(trace.model().writes.get(toPropId('name.value'))).toEqual([
      { at: 1, origin: 'persistence', call: 'c3', value: 'Ann' },
    ]);
  });

  describe('that changed itself', () => {
    const write = (seq: number, fields: Partial<EventOf<'props'>>): AgentEvent => ({
      seq,
      at: seq,
      turn: Math.ceil(seq / 3),
      renderer: 0,
      type: 'props',
      id: 'town',
      component: 'dash_core_components.Dropdown',
      props: { value: null },
      origin: 'component',
      call: null,
      gesture: false,
      ...fields,
    });
    const request: AgentEvent = {
      seq: 4,
      at: 4,
      turn: 2,
      renderer: 0,
      type: 'requested',
      call: 9,
      output: 'out.v',
      anyVals: '',
      initial: false,
      changed: [['town.value', 2]],
      group: null,
      by: [],
    };
    const causesOf = (...events: readonly AgentEvent[]): readonly Cause[] => {
      const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
      trace.apply(events);
      return trace.model().calls.get(toCallId('c9'))?.causes ?? [];
    };
    const after = { what: 'write', id: 'town', property: 'options' } as const;

    it('is the call that had written to it', () => {
      const output = write(1, { props: { options: null }, origin: 'output', call: 3 });
      expect(causesOf(output, request, write(5, { after }))).toEqual([
        { type: 'component', prop_id: 'town.value', after: 'call', call: 'c3', wrote: 'town.options' },
      ]);
    });

    it('is the call that added it to the page', () => {
      const output = write(1, { id: 'place', props: { children: null }, origin: 'output', call: 3 });
      const inserted = { what: 'layout', id: 'place', property: 'children' } as const;
      expect(causesOf(output, request, write(5, { after: inserted }))).toEqual([
        { type: 'component', prop_id: 'town.value', after: 'layout', call: 'c3', wrote: 'place.children' },
      ]);
    });

    it('names no call when the writer it followed is unknown', () => {
      const script = write(1, { props: { options: [] }, origin: 'clientside-set-props' });
      expect(causesOf(script, request, write(5, { after }))).toEqual([
        { type: 'component', prop_id: 'town.value', after: 'call', wrote: 'town.options' },
      ]);
      expect(causesOf(request, write(5, { after }))).toEqual([{ type: 'component', prop_id: 'town.value' }]);
    });

    it('is the same where the renderer does not report the writer', () => {
      const output = write(1, { props: { options: null }, origin: 'output', call: 3 });
      expect(causesOf(output, request, write(5, { origin: 'unknown', after }))[0]).toMatchObject({ call: 'c3' });
    });

    it.each(['mount', 'navigation', 'storage'] as const)('names what came before: %s', (what) => {
      expect(causesOf(request, write(5, { after: { what } }))).toEqual([
        { type: 'component', prop_id: 'town.value', after: what },
      ]);
    });
  });

  it('is an interval that ticked', async () => {
    const page = await pageOf({ callbacks: [define(OUT, ['timer.n_intervals'], once)] });
    page.setProps('timer', { n_intervals: 1 });
    await page.settle();
    expect(causes(page, 1)).toEqual([{ type: 'interval', prop_id: 'timer.n_intervals' }]);
  });

  it('is the page load for an initial call', async () => {
    const page = await pageOf({ callbacks: [define(OUT, ['btn.n'])] });
    expect(page.call(1)).toMatchObject({ initial: true, causes: [{ type: 'initial' }] });
  });

  it('includes a restored value of the page load, for exactly the callbacks that read it', async () => {
    const field = (id: string | object, value: unknown) => ({
      namespace: 'dash_core_components',
      type: 'Input',
      props: { id, value, persistence: true },
    });
    const ids = ['name', { type: 'row', index: 1 }, { type: 'row', index: 2 }, 'same'];
    const same = field('same', 'x');
    const sent = { props: { children: [...ids.slice(0, 3).map((id) => field(id, '')), same] } };
    const taken = { props: { children: [field(ids[0]!, 'Ada'), sent.props.children[1], field(ids[2]!, 'b'), same] } };
    const page = recordPage({
      callbacks: [
        define(OUT, ['name.value', 'same.value']),
        define('x.a', ['same.value']),
        define('y.a', ['{"index":["ALL"],"type":"row"}.value']),
        define('{"index":["MATCH"],"type":"o"}.v', ['{"index":["MATCH"],"type":"row"}.value']),
      ],
      components: [
        'name',
        'same',
        'out',
        'x',
        'y',
        ...[1, 2].flatMap((index) => [`{"index":${index},"type":"row"}`, `{"index":${index},"type":"o"}`]),
      ],
      layoutSent: sent,
    });
    page.store.dispatch({ type: 'SET_LAYOUT', payload: taken });
    page.hydrate();
    await page.settle();
    const all = [...page.model().calls.values()].map(({ callback, match, causes: why }) => [
      callback,
      match,
      why.map(({ type, prop_id }) => prop_id ?? type),
    ]);
    expect(all).toEqual([
      [OUT, null, ['initial', 'name.value']],
      ['x.a', null, ['initial']],
      ['y.a', null, ['initial', '{"index":2,"type":"row"}.value']],
      ['{"index":["MATCH"],"type":"o"}.v', { index: 1 }, ['initial']],
      ['{"index":["MATCH"],"type":"o"}.v', { index: 2 }, ['initial', '{"index":2,"type":"row"}.value']],
    ]);
    expect(page.faults).toEqual([]);
  });

  it('is the call that writes its input', async () => {
    const page = await pageOf({ callbacks: [define('x.a', ['btn.n'], once), define(OUT, ['x.a'], once)] });
    page.setProps('btn', { n: 1 });
    await page.settle();
    page.run('x.a').resolve({ x: { a: 1 } });
    await page.settle();
    expect(causes(page, 2)).toEqual([{ type: 'call', call: 'c1', prop_id: 'x.a' }]);
  });

  it('is the one call of several that wrote the property, even with non-Latin ids', async () => {
    const page = await pageOf({
      callbacks: [
        define('{"i":["MATCH"],"t":"é"}.v', ['{"i":["MATCH"],"t":"b"}.n'], once),
        define('{"i":["MATCH"],"t":"z"}.w', ['{"i":["MATCH"],"t":"é"}.v'], once),
      ],
      components: [1, 2].flatMap((i) => ['é', 'b', 'z'].map((t) => `{"i":${i},"t":"${t}"}`)),
    });
    for (const i of [1, 2]) page.setProps(`{"i":${i},"t":"b"}`, { n: 1 });
    await page.settle();
    for (const i of [1, 2]) page.runs[i - 1]?.resolve({ [String.raw`{"i":${i},"t":"\u00e9"}`]: { v: i } });
    await page.settle();
    expect(
      page
        .of('requested')
        .slice(2)
        .map(({ by }) => by),
    ).toEqual([[1], [2]]);
    expect([causes(page, 3)[0]?.call, causes(page, 4)[0]?.call]).toEqual(['c1', 'c2']);
  });

  it('is the call that added the component to the page', async () => {
    const page = await pageOf({ callbacks: [define(OUT, ['btn.n'], once), define('new.text', ['x.a'])] });
    page.setProps('btn', { n: 1 });
    await page.settle();
    page.run(OUT).resolve({ out: { children: [{ id: 'new' }] } });
    await page.settle();
    expect(page.call(2)).toMatchObject({ initial: true, causes: [{ type: 'layout', call: 'c1' }] });
  });

  it('is the layout even for an output elsewhere with a new input', async () => {
    const page = await pageOf({ callbacks: [define(OUT, ['btn.n'], once), define('y.text', ['new.value'])] });
    page.setProps('btn', { n: 1 });
    await page.settle();
    page.run(OUT).resolve({ out: { children: [{ id: 'new' }] } });
    await page.settle();
    expect(page.call(2)).toMatchObject({
      initial: false,
      causes: [{ type: 'layout', call: 'c1', prop_id: 'new.value' }],
    });
  });

  it('distinguishes new components from those that were there before', () => {
    const base = { at: 1, turn: 1, renderer: 0 };
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    trace.apply([
      { ...base, seq: 1, type: 'ids', added: ['old'], removed: [], families: { 'i,t': [[1, 'row']] } },
      {
        ...base,
        seq: 2,
        type: 'requested',
        call: 2,
        output: 'out.v',
        anyVals: '',
        initial: false,
        changed: [
          ['old.n', 1],
          ['{"i":1,"t":"row"}.n', 1],
          ['{"i":2,"t":"row"}.n', 1],
        ],
        group: '0.1',
        by: [1],
      },
    ]);
    expect(
      trace
        .model()
        .calls.get(toCallId('c2'))
        ?.causes.map(({ type, call, what }) => [type, call, what]),
    ).toEqual([
      ['layout', 'c1', 'reinserted'],
      ['layout', 'c1', 'reinserted'],
      ['layout', 'c1', 'added'],
    ]);
  });

  it.each([
    ['callback', 'side-update'],
    ['websocket', 'side-update'],
    ['clientsideApi', 'clientside-set-props'],
  ])('is a write of kind %s', async (renderType, type) => {
    const page = await pageOf();
    page.write('btn', { n: 1 }, renderType);
    await page.settle();
    expect(causes(page, 1)).toEqual([{ type, prop_id: 'btn.n' }]);
  });

  it('is undo and redo', async () => {
    const page = await pageOf();
    page.undo('btn', { n: 1 });
    await page.settle();
    expect(causes(page, 1)).toEqual([{ type: 'history', prop_id: 'btn.n' }]);
  });

  it('is unknown when no change was seen', async () => {
    const page = await pageOf();
    page.store.dispatch({
      type: 'Callbacks.AddRequested',
      payload: [
        {
          ...page.store.getState(),
          callback: define(OUT, ['btn.n']),
          changedPropIds: { 'btn.n': 2 },
          getOutputs: () => [[1]],
        },
      ],
    });
    expect(page.of('requested')).toHaveLength(1);
    await Promise.resolve();
    page.store.dispatch({ type: 'RELOAD' });
    expect(causes(page, 1)).toEqual([{ type: 'unknown', prop_id: 'btn.n' }]);
  });

  it('is known by the object id, including its dots', async () => {
    const page = await pageOf({
      callbacks: [define(OUT, ['{"i":["ALL"]}.value'], once)],
      components: ['out', '{"i":"1.5"}', '{"i":"é"}'],
    });
    page.setProps('{"i":"1.5"}', { value: 'q' });
    await page.settle();
    page.setProps('{"i":"é"}', { value: 'q' });
    await page.settle();
    expect(page.of('requested').map(({ call }) => causes(page, call))).toEqual([
      [{ type: 'user', prop_id: '{"i":"1.5"}.value', gesture: true, action: 1 }],
      [{ type: 'user', prop_id: '{"i":"é"}.value', gesture: true, action: 1 }],
    ]);
  });
});

describe('two simultaneous writes of one property', () => {
  it('each explain the requests they triggered', async () => {
    const page = await pageOf();
    page.write('btn', { n: 1 }, 'clientsideApi');
    page.setProps('btn', { n: 2 });
    await page.settle();
    expect(page.of('requested')).toHaveLength(2);
    // The first was merged into the second, which runs for both.
    expect(causes(page, 2)).toEqual([
      { type: 'clientside-set-props', prop_id: 'btn.n' },
      { type: 'user', prop_id: 'btn.n', gesture: true, action: 1 },
    ]);
  });
});

describe('the causes of merged requests', () => {
  it('are passed on to the call that runs for all of them', async () => {
    const page = await pageOf({ callbacks: [define(OUT, ['btn.n', 'x.a', 'timer.n_intervals'], once)] });
    page.setProps('btn', { n: 1 });
    page.write('x', { a: 1 }, 'clientsideApi');
    page.setProps('timer', { n_intervals: 1 });
    await page.settle();
    expect(page.call(3)).toMatchObject({ changed: ['btn.n', 'x.a', 'timer.n_intervals'] });
    expect(causes(page, 3)).toEqual([
      { type: 'user', prop_id: 'btn.n', gesture: true, action: 1 },
      { type: 'clientside-set-props', prop_id: 'x.a' },
      { type: 'interval', prop_id: 'timer.n_intervals' },
    ]);
  });

  it('are listed once when they are the same', async () => {
    const page = await pageOf();
    for (const n of [1, 2, 3]) page.setProps('btn', { n });
    await page.settle();
    expect(causes(page, 3)).toEqual([{ type: 'user', prop_id: 'btn.n', gesture: true, action: 1 }]);
  });

  it('do not name the page load that was merged away', async () => {
    const page = recordPage({ callbacks: [define(OUT, ['btn.n'])], components: ['btn', 'out'] });
    page.hydrate();
    page.setProps('btn', { n: 1 });
    await page.settle();
    expect(causes(page, 2)).toEqual([{ type: 'user', prop_id: 'btn.n', gesture: true, action: 1 }]);
  });
});

describe('what a call did in addition to its outputs', () => {
  it('names the call for what set_props triggered', async () => {
    const page = await pageOf({
      callbacks: [define('x.a', ['btn.n'], once), define(OUT, ['y.b'], once)],
      server: (body) =>
        Response.json(
          body['output'] === 'x.a'
            ? { multi: true, response: { x: { a: 1 } }, sideUpdate: { y: { b: 2 } } }
            : { multi: true, response: {} },
        ),
    });
    page.setProps('btn', { n: 1 });
    await page.settle();
    expect(page.call(1)).toMatchObject({
      outcome: 'updated',
      sideUpdates: [{ origin: 'set_props', props: { y: { b: 2 } } }],
    });
    expect(causes(page, 2)).toEqual([{ type: 'side-update', call: 'c1', prop_id: 'y.b' }]);
  });
});

describe('renderers before 3.0.2, which do not report the writer', () => {
  const old = { renderTypes: false };

  it("still report a component's own change by its order", async () => {
    const page = await pageOf({ ...old, callbacks: [define(OUT, ['btn.n', 'timer.n_intervals'], once)] });
    page.setProps('btn', { n: 1 });
    await page.settle();
    page.setProps('timer', { n_intervals: 1 });
    await page.settle();
    expect([causes(page, 1)[0]?.type, causes(page, 2)[0]?.type]).toEqual(['user', 'interval']);
  });

  it('leave other writers unknown', async () => {
    const page = await pageOf(old);
    page.write('btn', { n: 1 });
    await page.settle();
    expect(causes(page, 1)).toEqual([{ type: 'unknown', prop_id: 'btn.n' }]);
  });
});
