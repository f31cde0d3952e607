import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createElkEngine, type LayoutEngine } from '../../../src/layout/layout-engine';
import { layoutAtOnce, layoutGraph, type LayoutCache } from '../../../src/layout/layout-graph';
import type { LayoutGraph } from '../../../src/layout/layout-types';
import { anyGraph, overlaps } from './random-graph';

/** ELK's own replacement for a worker, which runs in this thread. */
const { Worker: InThreadWorker } = createRequire(import.meta.url)('elkjs/lib/elk-worker.min.js') as {
  Worker: new () => Worker;
};
const noop = (): void => undefined;
/** Completes a replacement for a worker with what an engine expects of one. */
const asWorker = (worker: { terminate?: () => void }): Worker =>
  Object.assign(worker, {
    terminate: worker.terminate ?? noop,
    addEventListener: noop,
    removeEventListener: noop,
  }) as unknown as Worker;
const elk = createElkEngine(() => asWorker(new InThreadWorker()));
afterAll(() => elk.dispose());

const boxes = (...ids: string[]): LayoutGraph['nodes'] => ids.map((id) => ({ id, width: 100, height: 40 }));
const chain: LayoutGraph = {
  nodes: boxes('a', 'b', 'c'),
  edges: [
    { id: 'ab', source: 'a', target: 'b' },
    { id: 'bc', source: 'b', target: 'c' },
  ],
};

describe('the layout shown at once', () => {
  it('places every node of any graph without overlap', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { positions } = layoutAtOnce(graph);
        expect([...positions.keys()].sort()).toEqual(graph.nodes.map((node) => node.id).sort());
        expect(overlaps(graph, positions)).toEqual([]);
      }),
    );
  });

  it('is the same every time', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(layoutAtOnce(graph)).toEqual(layoutAtOnce(graph));
      }),
    );
  });

  it('keeps nodes and routes inside its bounds', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { positions, width, height } = layoutAtOnce(graph);
        for (const node of graph.nodes) {
          const at = positions.get(node.id);
          expect(at && at.x >= 0 && at.y >= 0 && at.x + node.width <= width && at.y + node.height <= height).toBe(true);
        }
      }),
    );
  });

  it('runs from left to right, even around a cycle', () => {
    const { positions, routes } = layoutAtOnce({
      ...chain,
      edges: [...chain.edges, { id: 'ca', source: 'c', target: 'a' }, { id: 'bb', source: 'b', target: 'b' }],
    });
    const x = (id: string): number => positions.get(id)?.x ?? NaN;
    expect(x('a')).toBeLessThan(x('b'));
    expect(x('b')).toBeLessThan(x('c'));
    expect(routes.get('ca')?.length).toBe(4);
    expect(routes.get('bb')?.length).toBe(4);
  });

  it('routes a long edge past the nodes between, not through them', () => {
    const graph: LayoutGraph = { nodes: chain.nodes, edges: [...chain.edges, { id: 'ac', source: 'a', target: 'c' }] };
    const { positions, routes } = layoutAtOnce(graph);
    const b = positions.get('b');
    const rail = routes.get('ac')?.[1];
    expect(b && rail && (rail.y < b.y || rail.y > b.y + 40)).toBe(true);
  });

  it('places the cards of 1,200 callbacks', () => {
    const nodes = boxes(...Array.from({ length: 2400 }, (_, index) => `n${index}`));
    const edges = Array.from({ length: 6000 }, (_, index) => ({
      id: `e${index}`,
      source: `n${(index * 7919) % 2400}`,
      target: `n${(index * 104729 + 13) % 2400}`,
    }));
    const { positions } = layoutAtOnce({ nodes, edges });
    expect(positions.size).toBe(2400);
  });

  it('survives a chain longer than the call stack', () => {
    const count = 20_000;
    const nodes = boxes(...Array.from({ length: count }, (_, index) => `n${index}`));
    const edges = Array.from({ length: count - 1 }, (_, i) => ({ id: `e${i}`, source: `n${i}`, target: `n${i + 1}` }));
    expect(layoutAtOnce({ nodes, edges }).positions.size).toBe(count);
  }, 30_000);
});

describe('the layout by ELK', () => {
  it('places every node of any graph without overlap, the same every time', async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, async (graph) => {
        const layout = await layoutGraph(graph, { engine: elk, cache: new Map() });
        expect(layout.positions.size).toBe(graph.nodes.length);
        expect(overlaps(graph, layout.positions)).toEqual([]);
        expect(await layoutGraph(graph, { engine: elk, cache: new Map() })).toEqual(layout);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('wraps a long row of columns where the view is tall, and leaves a short one alone', async () => {
    const long: LayoutGraph = {
      nodes: boxes(...Array.from({ length: 12 }, (_, index) => `n${index}`)),
      edges: Array.from({ length: 11 }, (_, index) => ({
        id: `e${index}`,
        source: `n${index}`,
        target: `n${index + 1}`,
      })),
    };
    const options = { engine: elk, cache: new Map(), timeLimit: 20_000 } as const;
    const wide = await layoutGraph(long, options);
    const tall = await layoutGraph(long, { ...options, shape: 'tall' });
    expect(tall.width).toBeLessThan(wide.width * 0.6);
    expect(overlaps(long, tall.positions)).toEqual([]);
    expect((await layoutGraph(chain, { ...options, shape: 'tall' })).width).toBe(
      (await layoutGraph(chain, options)).width,
    );
  });

  it('requests a part of known structure only once', async () => {
    let asked = 0;
    const counting: LayoutEngine = {
      layoutPart: (part, limit) => ((asked += 1), elk.layoutPart(part, limit)),
      dispose: () => undefined,
    };
    const cache: LayoutCache = new Map();
    await layoutGraph(chain, { engine: counting, cache });
    const two: LayoutGraph = {
      nodes: [...chain.nodes, ...boxes('x', 'y')],
      edges: [...chain.edges, { id: 'xy', source: 'x', target: 'y' }],
    };
    await layoutGraph(two, { engine: counting, cache });
    expect(asked).toBe(2);
  });
});

describe('when ELK fails', () => {
  const broken = (startWorker: () => Worker): Promise<unknown> =>
    layoutGraph(chain, { engine: createElkEngine(startWorker), cache: new Map(), timeLimit: 20 });

  it('falls back when no worker can be started', async () => {
    const layout = await broken(() => {
      throw new Error('blocked');
    });
    expect(layout).toEqual(layoutAtOnce(chain));
  });

  it('falls back when the worker fails', async () => {
    const target = new EventTarget();
    const worker = Object.assign(target, {
      postMessage: () => queueMicrotask(() => target.dispatchEvent(new Event('error'))),
      terminate: () => undefined,
    });
    expect(await broken(() => worker as unknown as Worker)).toEqual(layoutAtOnce(chain));
  });

  it('stops a worker that takes too long and starts another for the next part', async () => {
    let started = 0;
    let terminated = 0;
    // Answers everything except layouts.
    const startWorker = (): Worker => {
      started += 1;
      const worker = {
        onmessage: null as ((event: { data: unknown }) => void) | null,
        postMessage(message: { id: number; cmd: string }) {
          if (message.cmd !== 'layout') setTimeout(() => worker.onmessage?.({ data: { id: message.id, data: [] } }));
        },
        terminate: () => (terminated += 1),
      };
      return asWorker(worker);
    };
    const engine = createElkEngine(startWorker);
    const two: LayoutGraph = {
      nodes: [...chain.nodes, ...boxes('x', 'y')],
      edges: [...chain.edges, { id: 'xy', source: 'x', target: 'y' }],
    };
    expect(await layoutGraph(two, { engine, cache: new Map(), timeLimit: 20 })).toEqual(layoutAtOnce(two));
    expect([started, terminated]).toEqual([2, 2]);
  });
});
