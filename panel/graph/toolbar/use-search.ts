import { useCallback, useMemo, useState } from 'react';
import type { CardGraph, CardId } from '../card-graph';
import { searchCards } from './search-cards';

export interface GraphSearch {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** `null`: nothing is searched. */
  readonly hits: readonly CardId[] | null;
  /** From 1. */
  readonly at: number;
  readonly next: (step: 1 | -1) => void;
}

/** Search in the graph: the first hit is shown while typing, the next ones are also selected. */
export function useSearch(graph: CardGraph, show: (card: CardId) => void, select: (card: CardId) => void): GraphSearch {
  const [open, setOpen] = useState(false);
  const [text, setSearch] = useState('');
  const [index, setIndex] = useState(0);
  const hits = useMemo(() => searchCards(graph, text), [graph, text]);
  const setText = useCallback(
    (next: string) => {
      setSearch(next);
      setIndex(0);
      const first = searchCards(graph, next)?.[0];
      if (first) show(first);
    },
    [graph, show],
  );
  const next = useCallback(
    (step: 1 | -1) => {
      if (!hits || hits.length === 0) return;
      const at = (index + step + hits.length) % hits.length;
      setIndex(at);
      const card = hits[at];
      if (!card) return;
      show(card);
      select(card);
    },
    [hits, index, show, select],
  );
  return { open, setOpen, text, setText, hits, at: Math.min(index + 1, hits?.length ?? 0), next };
}
