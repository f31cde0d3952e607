import type { Viewport } from '@xyflow/react';
import type { CardGraph, CardId } from '../card-graph';
import type { WholeGraph } from '../live/use-observed';
import { reachable } from '../shown/reachable';
import { boundsOf, broughtIn, fitViewport, isInView, type Bounds, type Room } from './fit-viewport';

type Picture = Pick<WholeGraph, 'graph' | 'sizes' | 'positions'> & {
  /** The same object as long as the layout is. */
  readonly routes: unknown;
};

/** The box that the view was last fitted to. */
export interface FittedTo {
  readonly routes: unknown;
  readonly width: number;
  readonly height: number;
  /** All of the picture was in view. */
  readonly whole: boolean;
}

interface Step {
  readonly fitted: FittedTo;
  /** `null`: the view stays. */
  readonly viewport: Viewport | null;
  readonly isGliding: boolean;
}

/**
 * How the view follows a new picture or a new size of the panel; `null` where nothing moves.
 * @param centreOf the card to show of a picture that is too large; `null`: begin where it begins
 */
export function followPicture(
  picture: Picture,
  room: Room,
  before: FittedTo | null,
  current: Viewport,
  selected: CardId | null,
  leastZoom: number,
  centreOf: () => CardId | null,
): Step | null {
  const { graph, sizes, positions, routes } = picture;
  const { width, height } = room;
  const box = boundsOf(graph.cards.keys(), sizes, positions);
  if (!box) return null;
  const isSameLayout = before !== null && before.routes === routes;
  const isSameSize = before !== null && before.width === width && before.height === height;
  if (isSameLayout && selected !== null && !isSameSize) {
    const card = boundsOf([selected], sizes, positions);
    return {
      fitted: { routes, width, height, whole: isInView(box, room, current) },
      viewport: card && !isInView(card, room, current) ? broughtIn(card, room, current) : null,
      isGliding: false,
    };
  }
  const isGrown = isSameLayout && isSameSize;
  if (isGrown && (!before.whole || isInView(box, room, current))) return null;
  const centre = centreOf();
  const viewport = fitViewport(box, room, leastZoom, centre && partAround(centre, picture, room, leastZoom));
  return {
    fitted: { routes, width, height, whole: isInView(box, room, viewport) },
    viewport,
    isGliding: isGrown,
  };
}

/** What leads to a card and follows from it if all of that is readable at once, else the card and its neighbours. */
function partAround(card: CardId, { graph, sizes, positions }: Picture, room: Room, leastZoom: number): Bounds | null {
  const part = boundsOf(reachable(graph, card), sizes, positions);
  const isReadable = part && fitViewport(part, { width: room.width, height: room.height }).zoom >= leastZoom;
  return isReadable ? part : boundsOf(withNeighbours(graph, card), sizes, positions);
}

/** A card and those it is joined with. */
function withNeighbours(graph: CardGraph, card: CardId): readonly CardId[] {
  const before = (graph.incoming.get(card) ?? []).map((edge) => edge.source);
  return [card, ...before, ...(graph.outgoing.get(card) ?? []).map((edge) => edge.target)];
}
