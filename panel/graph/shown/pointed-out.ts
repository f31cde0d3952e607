import type { CallbackDefinition, CallbackKey } from '../../../src/trace/types';
import type { PointedOut } from '../../store/panel-state';
import { callbackCardId, shownAs, type CardEdge, type CardGraph, type CardId, type RowId } from '../card-graph';
import type { CallbackGroup } from './groups';
import type { RowFinder } from '../live/row-finder';

type Callbacks = ReadonlyMap<CallbackKey, CallbackDefinition>;

/** What of a graph is pointed out. */
export interface PointedCards {
  readonly cards: ReadonlySet<CardId>;
  readonly edges: ReadonlySet<string>;
}

/** The callbacks that are drawn, and those pointed out, in the order of declaration; the same object where all are drawn. */
export function withPointed(all: Callbacks, drawn: Callbacks, wanted: readonly CallbackKey[]): Callbacks {
  if (wanted.every((key) => drawn.has(key) || !all.has(key))) return drawn;
  const asked = new Set(wanted);
  return new Map([...all].filter(([key]) => drawn.has(key) || asked.has(key)));
}

/** The names of the groups that the user opened, and of those with something inside that is pointed out. */
export function withOpened(
  opened: readonly string[],
  groups: readonly CallbackGroup[],
  wanted: readonly CallbackKey[],
): readonly string[] {
  if (wanted.length === 0) return opened;
  const asked = new Set(wanted);
  return [
    ...new Set([
      ...opened,
      ...groups.flatMap(({ name, callbacks }) => (callbacks.some((key) => asked.has(key)) ? [name] : [])),
    ]),
  ];
}

/**
 * The cards of what is pointed out, with the edges between its callbacks and its properties.
 * @param rowsOf finds the rows of observed cards as well
 * @returns `null` where the graph has none of the callbacks
 */
export function pointedCards(
  graph: CardGraph,
  { callbacks, props }: PointedOut,
  rowsOf: RowFinder,
): PointedCards | null {
  const cards = new Set(
    callbacks.map((key) => shownAs(graph, callbackCardId(key))).filter((card) => graph.cards.has(card)),
  );
  if (cards.size === 0) return null;
  const named = new Set(props.flatMap(rowsOf));
  const read = graph.edges.filter((edge) => (edge.kind === 'input' || edge.kind === 'state') && cards.has(edge.target));
  const written = graph.edges.filter(
    (edge) => (edge.kind === 'output' || edge.kind === 'side') && cards.has(edge.source),
  );
  const matches = graph.edges.filter(({ kind }) => kind === 'match');
  const isNamed = (row: RowId | undefined): boolean => row !== undefined && named.has(row);
  const edges =
    named.size > 0
      ? [...written, ...matches, ...read].filter((edge) => isMeant(edge, isNamed))
      : between(written, matches, read);
  // Where one of them has the property as an Input, that is how one leads to the next; others may have it as State.
  const inputs = new Set(
    edges.flatMap(({ kind, sourceRow }) => (kind === 'input' && sourceRow !== undefined ? [sourceRow] : [])),
  );
  const shown = edges.filter(
    ({ kind, sourceRow }) => kind !== 'state' || sourceRow === undefined || !inputs.has(sourceRow),
  );
  for (const row of [
    ...named,
    ...shown.flatMap(({ sourceRow, targetRow }) => [sourceRow ?? [], targetRow ?? []].flat()),
  ]) {
    const card = shownAs(graph, row.slice(0, row.lastIndexOf('|')) as CardId);
    if (graph.cards.has(card)) cards.add(card);
  }
  return { cards, edges: new Set(shown.map(({ id }) => id)) };
}

/** A property at its ends is meant; of two patterns that match the same components, both are. */
function isMeant({ kind, sourceRow, targetRow }: CardEdge, isNamed: (row: RowId | undefined) => boolean): boolean {
  return kind === 'match' ? isNamed(sourceRow) && isNamed(targetRow) : isNamed(sourceRow) || isNamed(targetRow);
}

/** Of what the callbacks write and read, what leads from one to the other. */
function between(
  written: readonly CardEdge[],
  matches: readonly CardEdge[],
  read: readonly CardEdge[],
): readonly CardEdge[] {
  const from = new Set(written.map(({ targetRow }) => targetRow));
  const to = new Set(read.map(({ sourceRow }) => sourceRow));
  const crossed = matches.filter(({ sourceRow, targetRow }) => from.has(sourceRow) && to.has(targetRow));
  const [left, entered] = [
    new Set(crossed.map(({ sourceRow }) => sourceRow)),
    new Set(crossed.map(({ targetRow }) => targetRow)),
  ];
  return [
    ...written.filter(({ targetRow }) => to.has(targetRow) || left.has(targetRow)),
    ...crossed,
    ...read.filter(({ sourceRow }) => from.has(sourceRow) || entered.has(sourceRow)),
  ];
}
