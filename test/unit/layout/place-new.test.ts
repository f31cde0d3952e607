import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutAtOnce } from '../../../src/layout/layout-graph';
import { placeNew } from '../../../src/layout/place-new';
import { separate } from '../../../src/layout/separate';
import { anyGraph, overlaps } from './random-graph';

describe('nodes that appear later', () => {
  it('cover nothing and move nothing', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(24), (graph, keep) => {
        const old = { nodes: graph.nodes.slice(0, keep), edges: graph.edges };
        const known = layoutAtOnce(old).positions;
        const positions = placeNew(graph, known);
        expect(positions.size).toBe(graph.nodes.length);
        expect(overlaps(graph, positions)).toEqual([]);
        for (const [id, at] of known) expect(positions.get(id)).toEqual(at);
      }),
    );
  });

  it('are placed to the right of the node they read from', () => {
    const nodes = ['a', 'b'].map((id) => ({ id, width: 100, height: 40 }));
    const graph = { nodes, edges: [{ id: 'ab', source: 'a', target: 'b' }] };
    const positions = placeNew(graph, new Map([['a', { x: 50, y: 70 }]]));
    expect(positions.get('b')).toMatchObject({ y: 70 });
    expect(positions.get('b')?.x).toBeGreaterThan(150);
  });
});

describe('items of a column', () => {
  it('stay at their preferred place when there is room', () => {
    expect(
      separate(
        [
          { size: 10, top: 5 },
          { size: 10, top: 90 },
        ],
        4,
      ),
    ).toEqual([5, 90]);
  });

  it('share the shift when they collide', () => {
    expect(
      separate(
        [
          { size: 10, top: 50 },
          { size: 10, top: 50 },
        ],
        0,
      ),
    ).toEqual([45, 55]);
  });

  it('keep their order and distance', () => {
    const wishes = fc.array(fc.record({ size: fc.nat(50), top: fc.integer({ min: -500, max: 500 }) }));
    fc.assert(
      fc.property(wishes, fc.nat(20), (column, gap) => {
        const tops = separate(column, gap);
        column.slice(1).forEach((_, index) => {
          const bottom = (tops[index] ?? 0) + (column[index]?.size ?? 0) + gap;
          expect(tops[index + 1] ?? 0).toBeGreaterThanOrEqual(bottom - 1e-6);
        });
      }),
    );
  });
});
