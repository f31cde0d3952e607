import { describe, expect, it } from 'vitest';
import { createLayoutIds } from '../../../content-script/agent/page/layout-ids';
import type { OwnChanges } from '../../../content-script/agent/calls/own-changes';
import { createOutputWrites } from '../../../content-script/agent/calls/output-writes';
import { describeWrite } from '../../../content-script/agent/calls/prop-writes';
import { createTextRing } from '../../../content-script/agent/record/text-ring';
import type { EventBody, SharedPlaces } from '../../../src/protocol/events';

const UNCAUSED: OwnChanges = { explain: () => ({ gesture: null }), written: () => undefined, loaded: () => undefined };

const layout = {
  components: [
    { namespace: 'dash_core_components', type: 'Input', props: { id: 'in', value: 'a' } },
    { namespace: 'n', type: 'T', props: { id: { type: 't', index: 'é.1' } } },
    { props: {} },
    'text',
  ],
};
const describeAt = (index: number, payload: object = {}, type = 'ON_PROP_CHANGE'): unknown =>
  describeWrite(
    type,
    { itempath: ['components', index], props: { value: 1 }, ...payload },
    { layout, paths: {} },
    createTextRing(1e6),
    UNCAUSED,
  );

describe('a write of props', () => {
  it('names the component by id and type', () => {
    expect(describeAt(0)).toMatchObject({
      type: 'props',
      id: 'in',
      component: 'dash_core_components.Input',
      props: { value: 1 },
    });
    expect(describeAt(1)).toMatchObject({ id: '{"index":"é.1","type":"t"}', component: 'n.T' });
  });

  it('counts even for a component without id or type', () => {
    for (const index of [2, 3, 99]) expect(describeAt(index)).toMatchObject({ id: '', component: '' });
  });

  it.each([
    [{ source: 'response', renderType: 'callback' }, 'output'],
    [{ source: 'response' }, 'output'],
    [{ renderType: 'callback' }, 'side-update'],
    [{ renderType: 'internal' }, 'component'],
    [{ renderType: 'clientsideApi' }, 'clientside-set-props'],
    [{ renderType: 'websocket' }, 'websocket'],
    [{ renderType: 'from-the-future' }, 'unknown'],
    [{}, 'unknown'],
  ])('marked %j is of %s', (marks, origin) => {
    expect(describeAt(0, marks)).toMatchObject({ origin });
  });

  it('of the history is recognised by its action', () => {
    expect(describeAt(0, { renderType: 'internal' }, 'UNDO_PROP_CHANGE')).toMatchObject({ origin: 'history' });
  });

  it('is ignored when its form is unknown', () => {
    for (const payload of [undefined, null, 3, {}, { itempath: 'x', props: {} }, { itempath: [], props: null }]) {
      expect(
        describeWrite('ON_PROP_CHANGE', payload, { layout, paths: {} }, createTextRing(1), UNCAUSED),
      ).toBeUndefined();
    }
  });
});

describe('the call of an output', () => {
  it('is the one whose result contains it, in the order of results', () => {
    const writes = createOutputWrites();
    writes.expect(1, { a: { x: 1 }, b: { y: 1 } });
    writes.expect(2, { a: { x: 2 } });
    expect([
      writes.take('a', ['x'])?.call ?? null,
      writes.take('b', ['y'])?.call ?? null,
      writes.take('a', ['x'])?.call ?? null,
      writes.take('a', ['x'])?.call ?? null,
    ]).toEqual([1, 1, 2, null]);
  });

  it('is found although persistence added properties', () => {
    const writes = createOutputWrites();
    writes.expect(1, { a: { persistence: 'k' } });
    expect(writes.take('a', ['value', 'persistence'])).toEqual({ call: 1, restored: ['value'] });
  });

  it('is no longer expected once it was applied', () => {
    const writes = createOutputWrites();
    writes.expect(1, { gone: { x: 1 } });
    writes.done(1);
    expect(writes.take('gone', ['x'])).toBeNull();
  });

  it('is missing for results that are none', () => {
    const writes = createOutputWrites();
    for (const result of [null, undefined, 'x', { a: null }]) writes.expect(1, result);
    expect(writes.take('a', [])).toBeNull();
  });
});

describe('the ids of the layout', () => {
  const paths = (strs: readonly string[], objs: object = {}): object => ({
    strs: Object.fromEntries(strs.map((id) => [id, []])),
    objs,
  });
  const watch = (): {
    readonly show: (value: unknown) => void;
    readonly share: (found: readonly SharedPlaces[] | undefined) => void;
    readonly idle: () => void;
    readonly events: EventBody[];
    readonly asked: () => number;
  } => {
    let current: unknown;
    const waiting: (() => void)[] = [];
    let asked = 0;
    const events: EventBody[] = [];
    let shared: readonly SharedPlaces[] | undefined = [];
    const ids = createLayoutIds(
      () => current,
      (run) => {
        asked++;
        waiting.push(run);
      },
      (body) => events.push(body),
      () => shared,
    );
    return {
      show: (value) => {
        current = value;
        ids.changed();
      },
      share: (found) => {
        shared = found;
        ids.changed();
      },
      idle: () => {
        for (const run of waiting.splice(0)) run();
      },
      events,
      asked: () => asked,
    };
  };

  it('are reported as added and removed, when the page is idle', () => {
    const { show, idle, events, asked } = watch();
    show(paths(['a']));
    show(paths(['a', 'b']));
    expect([events, asked()]).toEqual([[], 1]);
    idle();
    show(paths(['b', 'c']));
    idle();
    show(paths(['b', 'c']));
    idle();
    expect(events).toEqual([
      { type: 'ids', added: ['a', 'b'], removed: [], families: {} },
      { type: 'ids', added: ['c'], removed: ['a'], families: {} },
    ]);
  });

  it('with several keys are grouped in families in their order', () => {
    const { show, idle, events } = watch();
    const family = [{ values: [2, 'x'] }, { values: [1, 'x'] }];
    show(paths([], { 'index,type': family }));
    idle();
    show(paths(['new'], { 'index,type': family }));
    idle();
    show(paths(['new']));
    idle();
    expect(events.map((event) => event.type === 'ids' && event.families)).toEqual([
      {
        'index,type': [
          [2, 'x'],
          [1, 'x'],
        ],
      },
      {},
      { 'index,type': [] },
    ]);
  });

  it('are reported with those that several components have, when that changed', () => {
    const { share, idle, events } = watch();
    const twice: SharedPlaces = { id: 'a', count: 2, places: [[], ['box']], used: 1 };
    for (const shared of [[], [twice], [twice], undefined, [twice], []]) {
      share(shared);
      idle();
    }
    expect(events).toEqual([
      { type: 'ids', added: [], removed: [], families: {}, shared: [twice] },
      { type: 'ids', added: [], removed: [], families: {}, shared: [] },
    ]);
  });

  it('are missing while there are no paths', () => {
    const { show, idle, events } = watch();
    for (const value of [undefined, null, {}]) {
      show(value);
      idle();
    }
    expect(events).toEqual([]);
  });
});
