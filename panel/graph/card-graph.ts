/** What the graph shows: cards of two kinds and the edges between them. Made by `to-graph.ts`; holds no activity. */
import type { Brand } from '../../src/lib/brand';
import type { CallbackDefinition, CallbackKey, CallbackKind, PropId } from '../../src/trace/types';
import type { ObservedOrigin } from '../../src/words/observed';
import type { Hub } from './shown/narrow';

/** Unique among all cards of a graph. */
export type CardId = Brand<string, 'CardId'>;
/** Names one property of a component card; concrete prop ids map to it, see `row-finder.ts`. */
export type RowId = Brand<string, 'RowId'>;

/** One property of a component, with edges at its height. */
export interface CardRow {
  readonly id: RowId;
  readonly property: string;
  /** As declared first, wildcards included: what selecting the row selects. */
  readonly propId: PropId;
  /** A callback has it as an output. */
  readonly written: boolean;
  /** A callback has it as an input or state. */
  readonly read: boolean;
  /** Names of the callbacks that declare it as an output; more than one through `allow_duplicate`. */
  readonly writers: readonly string[];
  /** Of a hub property: its readers, and whether its edges are hidden. */
  readonly hub: (Hub & { readonly linesHidden: boolean }) | null;
}

/** A component, or all components an id pattern matches. */
export interface ComponentCard {
  readonly type: 'component';
  readonly id: CardId;
  /** Readable: `item[MATCH]`. */
  readonly title: string;
  /** Replaces a long title that would look like another card's. */
  readonly label?: string;
  /** The id texts as declared; several when a pattern is declared with different wildcards. */
  readonly declared: readonly string[];
  readonly pattern: boolean;
  readonly rows: readonly CardRow[];
  /** Only for a property that no callback declares but some call wrote: by what means. */
  readonly observed?: readonly ObservedOrigin[];
}

export interface CallbackCard {
  readonly type: 'callback';
  readonly id: CardId;
  readonly key: CallbackKey;
  readonly kind: CallbackKind;
  /** Shortest name that no other callback has. */
  readonly name: string;
  /** Replaces a long name that would look like another card's. */
  readonly label?: string;
  readonly definition: CallbackDefinition;
}

/** Callbacks that are shown as one card, with the components that only they use. */
export interface GroupCard {
  readonly type: 'group';
  readonly id: CardId;
  readonly name: string;
  readonly callbacks: readonly CallbackKey[];
  /** How many component cards are inside. */
  readonly components: number;
}

export type Card = ComponentCard | CallbackCard | GroupCard;

/**
 * - `input`, `state`: property -> callback
 * - `output`: callback -> property
 * - `match`: property -> property of another pattern that matches some of the same components
 * - `side`: callback -> property it was seen to write in addition to its outputs
 */
export type EdgeKind = 'input' | 'state' | 'output' | 'match' | 'side';

export interface CardEdge {
  readonly id: string;
  readonly kind: EdgeKind;
  readonly source: CardId;
  readonly target: CardId;
  /** How many edges of callbacks inside a group this one represents. */
  readonly count?: number;
  /** The row at the source; absent where the source is a callback or group. */
  readonly sourceRow?: RowId;
  readonly targetRow?: RowId;
  /** Of a `side` edge: what was seen on it so far. */
  readonly observed?: readonly ObservedOrigin[];
}

export interface CardGraph {
  readonly cards: ReadonlyMap<CardId, Card>;
  readonly edges: readonly CardEdge[];
  /** Edges into and out of a card. */
  readonly incoming: ReadonlyMap<CardId, readonly CardEdge[]>;
  readonly outgoing: ReadonlyMap<CardId, readonly CardEdge[]>;
  /** Cards that are inside a closed group, with the card of that group. */
  readonly standIns: ReadonlyMap<CardId, CardId>;
  /** The cards that a group represents, by the group's. */
  readonly within: ReadonlyMap<CardId, readonly Card[]>;
  /** How many callbacks are left out because they were declared with `hidden=True`. */
  readonly hiddenCount: number;
}

export const callbackCardId = (key: CallbackKey): CardId => `callback:${key}` as CardId;
export const componentCardId = (patternKey: string): CardId => `component:${patternKey}` as CardId;
export const groupCardId = (name: string): CardId => `group:${name}` as CardId;
/** The card that represents another one, or that card itself. */
export const shownAs = ({ standIns }: CardGraph, card: CardId): CardId => standIns.get(card) ?? card;
/** For a card without a row, which `to-graph.ts` never makes. */
export const NO_ROW = '' as RowId;
export const sideEdgeId = (key: CallbackKey, row: RowId): string => `side:${key}>${row}`;
export const rowIdOf = (card: CardId, property: string): RowId => `${card}|${property}` as RowId;

/** With more edges than this on one side of a callback, they all meet it in one point. */
export const MOST_SPREAD = 10;
