import { useMemo, useState, useSyncExternalStore } from 'react';
import type { LayoutGraph, Point } from '../../../src/layout/layout-types';
import type { CardGraph, CardId } from '../card-graph';
import type { CardSize } from '../layout/card-size';
import type { LiveGraph } from '../graph-context';
import { NOTHING_OBSERVED, type ObservedLayer } from './observed-cards';
import { placeObserved, withObserved, withObservedSizes, withoutInside } from './with-observed';

type Positions = ReadonlyMap<string, Point>;

/** The whole picture: what the app declares, and over it what its calls were seen to write. */
export interface WholeGraph {
  readonly graph: CardGraph;
  readonly layer: ObservedLayer;
  readonly sizes: ReadonlyMap<CardId, CardSize>;
  readonly positions: Positions;
}

interface DeclaredPicture {
  readonly graph: CardGraph;
  readonly sizes: ReadonlyMap<CardId, CardSize>;
  readonly layout: LayoutGraph;
  /** `null` until there is a placement. */
  readonly positions: Positions | null;
  /** The same object as long as the layout is; with another one observed cards look for new places. */
  readonly routes: unknown;
  /** Dragged cards, observed ones among them. */
  readonly dragged: Positions;
}

const NOWHERE: Positions = new Map();
const nothing = (): ObservedLayer => NOTHING_OBSERVED;

/** Adds what was observed. A card stays where it was put first, and moves nothing else. */
export function useObserved(liveGraph: LiveGraph, shown: boolean, declared: DeclaredPicture): WholeGraph {
  const { graph, sizes, layout, positions, routes, dragged } = declared;
  const { observed } = liveGraph;
  const seen = useSyncExternalStore(observed.subscribe, shown ? observed.layer : nothing);
  const layer = useMemo(() => withoutInside(graph, seen), [graph, seen]);
  const [kept, setKept] = useState({ routes, at: NOWHERE });

  let at = kept.routes === routes ? kept.at : NOWHERE;
  const isNew = (id: CardId): boolean => !at.has(id);
  if (positions && [...layer.cards.keys()].some(isNew)) {
    const pinned = [...layer.cards.keys()].flatMap((id) =>
      dragged.has(id) ? [[id, dragged.get(id) as Point] as const] : [],
    );
    const all = placeObserved(graph, layout, layer, new Map([...positions, ...at, ...pinned]));
    at = new Map([...at, ...[...layer.cards.keys()].map((id) => [id, all.get(id) ?? { x: 0, y: 0 }] as const)]);
    // While rendering, so that every card always has a place.
    setKept({ routes, at });
  }

  const whole = useMemo(
    () => ({ graph: withObserved(graph, layer), layer, sizes: withObservedSizes(sizes, layer) }),
    [graph, layer, sizes],
  );
  const everywhere = useMemo(() => {
    if (!positions || layer.cards.size === 0) return positions ?? NOWHERE;
    return new Map([
      ...positions,
      ...[...layer.cards.keys()].map((id) => [id, dragged.get(id) ?? at.get(id) ?? { x: 0, y: 0 }] as const),
    ]);
  }, [positions, layer, dragged, at]);
  return useMemo(() => ({ ...whole, positions: everywhere }), [whole, everywhere]);
}
