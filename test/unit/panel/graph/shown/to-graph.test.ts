import { describe, expect, it } from 'vitest';
import { createRowFinder } from '../../../../../panel/graph/live/row-finder';
import { toGraph } from '../../../../../panel/graph/shown/to-graph';
import type { CardGraph } from '../../../../../panel/graph/card-graph';
import { toCallbackKey, type CallbackDefinition } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

const graphOf = (...lines: string[]): CardGraph => drawn(traceFrom(...lines).callbacks);
const drawn = (callbacks: ReadonlyMap<CallbackDefinition['key'], CallbackDefinition>, showHidden = false): CardGraph =>
  toGraph(callbacks, { showHidden, nameOf: (definition) => definition.key });

/** `region: value<> options>` for a row that is written and read, and one that is only read. */
const components = (graph: CardGraph): string[] =>
  [...graph.cards.values()].flatMap((card) =>
    card.type === 'component'
      ? [
          `${card.title}: ${card.rows.map((row) => row.property + (row.written ? '<' : '') + (row.read ? '>' : '')).join(' ')}`,
        ]
      : [],
  );
const edges = (graph: CardGraph): string[] => graph.edges.map(({ id }) => id);

describe('the graph of an app', () => {
  it('has one card per component and per callback, connected by inputs, states and outputs', () => {
    const graph = graphOf('callback out.children <- btn.n_clicks ~ store.data');
    expect(components(graph)).toEqual(['btn: n_clicks>', 'store: data>', 'out: children<']);
    expect(edges(graph)).toEqual([
      'input:component:btn|n_clicks>out.children',
      'state:component:store|data>out.children',
      'output:out.children>component:out|children',
    ]);
  });

  it('draws a component once, however many properties and callbacks use it', () => {
    const graph = graphOf(
      'callback sales.data <- region.value',
      'callback chart.figure <- sales.data',
      'callback sales.columns <- region.value',
    );
    expect(components(graph)).toEqual(['region: value>', 'sales: data<> columns<', 'chart: figure<']);
  });

  it('draws a pattern as one card, whatever wildcard it is declared with', () => {
    const graph = graphOf(
      'callback {"index":["MATCH"],"type":"item"}.children <- {"index":["MATCH"],"type":"item"}.n_clicks',
      'callback total.children <- {"index":["ALL"],"type":"item"}.children',
    );
    expect(components(graph)).toEqual(['item[MATCH | ALL]: n_clicks> children<>', 'total: children<']);
    expect(graph.edges.some(({ kind }) => kind === 'match')).toBe(false);
  });

  it('connects a component to a pattern that matches it', () => {
    const graph = graphOf(
      'callback {"index":1,"type":"item"}.value <- a.b',
      'callback sum.children <- {"index":["ALL"],"type":"item"}.value',
    );
    const match = graph.edges.find(({ kind }) => kind === 'match');
    expect(match?.id).toBe(
      'match:component:{"index":1,"type":"item"}|value>component:{"index":["*"],"type":"item"}|value',
    );
  });

  it('keeps patterns separate that can never match the same component', () => {
    const graph = graphOf(
      'callback {"index":["MATCH"],"type":"a"}.value <- x.y',
      'callback sum.children <- {"index":["ALL"],"type":"b"}.value',
      'callback sum2.children <- {"index":["ALL"],"page":1,"type":"a"}.value',
    );
    expect(graph.edges.filter(({ kind }) => kind === 'match')).toEqual([]);
  });

  it('draws callbacks without outputs, and callbacks that read their own outputs', () => {
    const graph = graphOf('callback - <- btn.n_clicks', 'callback s.value <- s.value');
    expect(graph.edges.map(({ kind }) => kind)).toEqual(['input', 'input', 'output']);
    expect(components(graph)).toEqual(['btn: n_clicks>', 's: value<>']);
  });

  it('draws both writers of a duplicate output at the same property', () => {
    const writer = (hash: string, input: string): CallbackDefinition => ({
      key: toCallbackKey(`log.children${hash}`),
      kind: 'server',
      outputs: [{ id: 'log', property: `children${hash}`, ...(hash && { allow_duplicate: true as const }) }],
      inputs: [{ id: input, property: 'n_clicks' }],
      state: [],
      preventInitialCall: false,
    });
    const both = [writer('', 'a'), writer('@0a1b', 'b')];
    const graph = drawn(new Map(both.map((definition) => [definition.key, definition])));
    expect(components(graph)).toContain('log: children<');
    expect(edges(graph).filter((id) => id.endsWith('>component:log|children'))).toHaveLength(2);
  });

  it('leaves out what Dash declared itself, and counts it', () => {
    const { callbacks } = traceFrom(
      'callback a.b <- c.d',
      'callback _pages_content.children <- _pages_location.pathname hidden',
    );
    expect(drawn(callbacks).hiddenCount).toBe(1);
    expect(components(drawn(callbacks))).not.toContain('_pages_content: children<');
    expect(components(drawn(callbacks, true))).toContain('_pages_content: children<');
  });

  it('draws a callback of hundreds of inputs', () => {
    const inputs = Array.from({ length: 300 }, (_, index) => `f${index}.value`).join(' ');
    const graph = graphOf(`callback sum.children <- ${inputs}`);
    expect(graph.edges.length).toBe(301);
  });
});

describe('the rows of a prop id', () => {
  const rowsOf = createRowFinder(
    graphOf(
      'callback {"index":["MATCH"],"type":"item"}.children <- btn.n_clicks',
      'callback x.y <- {"index":2,"type":"item"}.children',
    ),
  );

  it('are those of the component', () => {
    expect(rowsOf('btn.n_clicks')).toEqual(['component:btn|n_clicks']);
  });

  it('are those of every pattern that matches it', () => {
    expect(rowsOf('{"index":1,"type":"item"}.children')).toEqual(['component:{"index":["*"],"type":"item"}|children']);
    expect(rowsOf('{"index":2,"type":"item"}.children')).toHaveLength(2);
  });

  it('are empty for a property that no callback uses, or a text that is not a prop id', () => {
    expect(rowsOf('btn.children')).toEqual([]);
    expect(rowsOf('{"broken')).toEqual([]);
    expect(rowsOf('')).toEqual([]);
  });
});
