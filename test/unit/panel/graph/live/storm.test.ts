import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLive } from '../../../../../panel/graph/live/live';
import { createRowFinder } from '../../../../../panel/graph/live/row-finder';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import { createProblemFinder } from '../../../../../src/analysis/problems/problem-finder';
import { createWaveTracker } from '../../../../../src/analysis/waves';
import type { AgentEvent, EventBody } from '../../../../../src/protocol/events';
import { createTrace } from '../../../../../src/trace/create-trace';

const CALLS = 10_000;
const SECONDS = 10;
/** Frames per second. */
const PACE = 30;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Each call is triggered by the one before, through set_props: a loop at full speed. */
function stormEvents(call: number, seq: () => number): readonly AgentEvent[] {
  const at = (call * SECONDS * 1_000) / CALLS;
  const bodies: readonly EventBody[] = [
    {
      type: 'props',
      id: 'turn',
      component: 'dash_core_components.Store',
      props: { data: call },
      origin: 'clientside-set-props',
      call: null,
      gesture: false,
    },
    {
      type: 'requested',
      call,
      output: 'out.children',
      anyVals: '',
      initial: false,
      changed: [['turn.data', 2]],
      group: null,
      by: [],
    },
    { type: 'ready', call },
    { type: 'executing', call, transport: 'page' },
    { type: 'ran', call, sync: 0.1, source: 1 },
    {
      type: 'finished',
      call,
      result: 'data',
      message: null,
      stack: null,
      payload: {
        output: 'out.children',
        inputs: [{ id: 'turn', property: 'data', value: call }],
        changedPropIds: ['turn.data'],
      },
      data: { out: { children: call } },
      before: null,
    },
    { type: 'applied', call, updated: ['out.children'], declared: 1 },
  ];
  return bodies.map((body, index) => ({ seq: seq(), at: at + index / 10, turn: call, renderer: 0, ...body }));
}

describe('ten thousand calls in ten seconds', () => {
  it('are all recorded, and drawn as one steady highlight', () => {
    let last = 0;
    const seq = (): number => ++last;
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    trace.apply([
      {
        seq: seq(),
        at: 0,
        turn: 0,
        renderer: 0,
        type: 'definitions',
        definitions: [
          {
            output: 'out.children',
            inputs: [{ id: 'turn', property: 'data' }],
            state: [],
            clientside_function: { namespace: 'a', function_name: 'b' },
          },
        ],
      },
    ]);
    const graph = toGraph(trace.model().callbacks, { showHidden: false, nameOf: ({ key }) => key });
    const live = createLive(graph, createRowFinder(graph));
    const notified = vi.fn();
    for (const id of [...graph.cards.keys(), ...graph.edges.map(({ id: edge }) => edge)]) live.subscribe(id, notified);
    live.observe(trace.model());
    const [finder, waves] = [createProblemFinder(), createWaveTracker()];
    const perPicture = Math.ceil(CALLS / SECONDS / PACE);
    for (let call = 1; call <= CALLS; call += perPicture) {
      for (let one = call; one < call + perPicture && one <= CALLS; one++) trace.apply(stormEvents(one, seq));
      const model = trace.model();
      live.observe(model);
      finder.update(model);
      waves.update(model);
      vi.advanceTimersByTime(1_000 / PACE);
    }
    const { calls, dropped, activity } = trace.model();
    expect([calls.size, dropped, [...activity.values()][0]?.count]).toEqual([CALLS, 0, CALLS]);
    expect([...calls.values()].every(({ outcome }) => outcome === 'updated')).toBe(true);
    // A card and its edges: notified when highlighting starts, not with each call.
    expect(notified.mock.calls.length).toBeLessThan(60);
    expect(live.heatOf('callback:out.children')).toMatchObject({ state: 'on', steady: true });
    vi.advanceTimersByTime(2_000);
    expect(live.heatOf('callback:out.children').state).toBe('off');
  });
});
