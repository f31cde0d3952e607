import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GRAPH_TEXTS } from '../../../../../src/words/panel';
import { cardSizes } from '../../../../../panel/graph/layout/card-size';
import type { CardId } from '../../../../../panel/graph/card-graph';
import { sidePath } from '../../../../../panel/graph/cards/edge-path';
import { instanceShare } from '../../../../../panel/graph/cards/instance-share';
import { createObserved, type Observed } from '../../../../../panel/graph/live/observed-writes';
import { observedSentence, shortOrigins } from '../../../../../src/words/observed';
import { createRowFinder } from '../../../../../panel/graph/live/row-finder';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import { toLayoutGraph } from '../../../../../panel/graph/layout/to-layout-graph';
import { placeObserved, withObserved } from '../../../../../panel/graph/live/with-observed';
import { layoutAtOnce } from '../../../../../src/layout/layout-graph';
import type { TraceModel } from '../../../../../src/trace/model';
import { toPropId, type PropWrite } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

const APP = [
  'callback ordered.children <- order.n_clicks',
  'callback follower.children <- status.children',
  'callback {"i":["MATCH"]}.v <- {"i":["MATCH"]}.n',
  'callback page.title <- region.value clientside',
];
const traced = (...lines: string[]): TraceModel => traceFrom(...APP, ...lines);
const SIDE = (props: string): string => `c1 ordered.children <- order.n_clicks 0-10 side ${props}`;
const graph = toGraph(traced().callbacks, { showHidden: false, nameOf: ({ key }) => key });

function watch(onWrite: (edges: readonly string[]) => void = () => undefined): Observed {
  return createObserved(graph, createRowFinder(graph), onWrite);
}
const edgeIds = (observed: Observed): string[] => observed.layer().edges.map(({ id }) => id);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('observed writes', () => {
  it('lead to the declared property where there is one, including patterns', () => {
    const observed = watch();
    observed.observe(traced(SIDE('{"status":{"children":1},"{\\"i\\":4}":{"v":2}}')));
    expect(edgeIds(observed)).toEqual([
      'side:ordered.children>component:status|children',
      'side:ordered.children>component:{"i":["*"]}|v',
    ]);
    expect(observed.layer().cards.size).toBe(0);
  });

  it('get a card of their own for undeclared components, one for a group of similar ids', () => {
    const observed = watch();
    observed.observe(
      traced(
        SIDE(
          '{"status":{"title":1},"{\\"at\\":1,\\"type\\":\\"lamp\\"}":{"children":1},"{\\"at\\":2,\\"type\\":\\"lamp\\"}":{"children":1}}',
        ),
      ),
    );
    const titles = [...observed.layer().cards.values()].map(({ title, rows }) => `${title}.${rows[0]?.property ?? ''}`);
    expect(titles).toEqual(['status.title', 'lamp[…].children']);
    expect(observed.rowsOf('{"at":7,"type":"lamp"}.children')).toHaveLength(1);
    expect(observed.rowsOf('other.children')).toEqual([]);
  });

  it('are drawn when first seen, and signal each later write', () => {
    const lit = vi.fn();
    const observed = watch(lit);
    observed.observe(traced('c1 ordered.children <- order.n_clicks 0-'));
    expect(edgeIds(observed)).toEqual([]);
    const once = traced(SIDE('{"status":{"children":1}}'));
    observed.observe(once);
    observed.observe({ ...once, revision: once.revision + 1 });
    expect(lit).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(200);
    expect(edgeIds(observed)).toHaveLength(1);
    const layer = observed.layer();
    observed.observe(
      traced(
        SIDE('{"status":{"children":1}}'),
        'c2 ordered.children <- order.n_clicks 20-30 side {"status":{"children":2}}',
      ),
    );
    vi.advanceTimersByTime(200);
    expect(lit).toHaveBeenCalledTimes(2);
    expect(observed.layer()).toBe(layer);
  });

  it('are drawn at once for history, without highlighting', () => {
    const lit = vi.fn();
    const observed = watch(lit);
    observed.observe(traced(SIDE('{"status":{"children":1}}')));
    expect(edgeIds(observed)).toHaveLength(1);
    expect(lit).not.toHaveBeenCalled();
  });

  it('do not grow without bound', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, { v: 1 }]));
    const observed = watch();
    observed.observe(traced(SIDE(JSON.stringify(many))));
    expect(observed.layer().edges.length).toBeLessThan(400);
    expect(observed.layer().cards.size).toBe(observed.layer().edges.length);
  });

  it('by clientside set_props belong to the only clientside call that was running, otherwise to none', () => {
    const write = (at: number): PropWrite =>
      ({ at, origin: 'clientside-set-props', call: null, value: 1 }) as PropWrite;
    const calls = 'c1 page.title <- region.value 0/0/1//12/12/12/ clientside';
    const model = traced(calls);
    const observed = watch();
    observed.observe({
      ...model,
      writes: new Map([
        [toPropId('note.value'), [write(5)]],
        [toPropId('late.value'), [write(500)]],
      ]),
    });
    expect(edgeIds(observed)).toEqual(['side:page.title>component:note.value~|value']);
    expect(observed.layer().edges[0]?.observed).toEqual(['clientside set_props']);
  });

  it('are described in a sentence', () => {
    expect(observedSentence('work', 'light.children', ['running', 'runningOff'])).toBe(
      'Observed in addition to the declared outputs: work wrote light.children as its running=, when it started; as its running=, when it ended',
    );
    expect(shortOrigins(['running', 'runningOff'])).toBe('running');
  });
});

describe('the position of an observed card', () => {
  const layout = toLayoutGraph(graph, cardSizes(graph));
  const { positions } = layoutAtOnce(layout);

  it('moves nothing, and covers nothing', () => {
    const observed = watch();
    observed.observe(traced(SIDE('{"status":{"title":1,"hidden":2},"note":{"value":1}}')));
    const layer = observed.layer();
    const placed = placeObserved(graph, layout, layer, positions);
    for (const [id, at] of positions) expect(placed.get(id)).toEqual(at);
    expect(placed.size).toBe(positions.size + 3);
    expect(withObserved(graph, layer).incoming.get('component:note.value~' as CardId)).toHaveLength(1);
  });

  it('is right below the declared card of the same component, if there is room', () => {
    const observed = watch();
    observed.observe(traced(SIDE('{"status":{"title":1,"hidden":2}}')));
    const far = new Map([...positions].map(([id, { x, y }]) => [id, { x, y: y * 5 }] as const));
    const placed = placeObserved(graph, layout, observed.layer(), far);
    const own = placed.get('component:status');
    const title = placed.get('component:status.title~');
    const hidden = placed.get('component:status.hidden~');
    expect(title?.x).toBe(own?.x);
    expect((title?.y ?? 0) - (own?.y ?? 0)).toBeLessThan(70);
    expect((hidden?.y ?? 0) - (title?.y ?? 0)).toBe(28);
  });
});

describe('the path of an observed write', () => {
  const box = (x: number, y: number): { x: number; y: number; width: number; height: number } => ({
    x,
    y,
    width: 100,
    height: 50,
  });
  const begin = (path: string): number => Number(/^M(-?[\d.]+) /.exec(path)?.[1]);

  it('takes the near side of a card ahead or behind, and the right side of one above', () => {
    const [ahead, behind, above] = [
      sidePath(box(0, 0), box(300, 0), 10),
      sidePath(box(300, 0), box(0, 0), 10),
      sidePath(box(0, 200), box(0, 0), 10),
    ];
    expect(begin(ahead.line)).toBe(100);
    expect(ahead.arrow.startsWith('M300 10')).toBe(true);
    expect(begin(behind.line)).toBe(300);
    expect(behind.arrow.startsWith('M100 10')).toBe(true);
    expect(above.arrow.startsWith('M100 10')).toBe(true);
  });
});

describe('the instances of a callback', () => {
  const KEY = graph.cards.get('callback:{"i":["MATCH"]}.v' as CardId);
  const key = KEY?.type === 'callback' ? KEY.key : ('' as never);
  const CALL = 'c1 {"i":["MATCH"]}.v <- {"i":["MATCH"]}.n 0-5 match {"i":1}';
  const withLayout = (model: TraceModel, ...ids: number[]): TraceModel => ({
    ...model,
    layout: { strings: new Set(), families: new Map([['i', ids.map((id) => [id])]]) },
  });

  it('are those that ran, out of those on the page', () => {
    const share = instanceShare(withLayout(traced(CALL), 1, 2, 3), key);
    expect(share && GRAPH_TEXTS.instances(share)).toBe('1 of 3');
  });

  it('are not computed again for unrelated changes', () => {
    const model = withLayout(traced(CALL), 1, 2, 3);
    const share = instanceShare(model, key);
    expect(instanceShare({ ...model, revision: 99 }, key)).toBe(share);
    expect(instanceShare(withLayout(model, 1), key)).not.toBe(share);
  });

  it('no longer count after they left the page', () => {
    const share = instanceShare(withLayout(traced(CALL), 2), key);
    expect(share && GRAPH_TEXTS.instances(share)).toBe('0 of 1');
    expect(share?.instances.map(({ label, present }) => [label, present])).toEqual([
      ['i=2', true],
      ['i=1', false],
    ]);
  });

  it('are only counted while the ids of the page are unknown', () => {
    const share = instanceShare(traced(CALL), key);
    expect(share && GRAPH_TEXTS.instances(share)).toBe('1 ran');
  });
});
