import { Background, MiniMap, ReactFlow, useStore, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { whyFired } from '../../src/analysis/why-fired';
import type { Point } from '../../src/layout/layout-types';
import { selectCall, selectModel, selectSelection } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { CallbackNode } from './cards/CallbackNode';
import { callbackCardId, groupCardId, type CardId } from './card-graph';
import { ComponentNode } from './cards/ComponentNode';
import { isLow, ZOOM } from './viewport/fit-viewport';
import { emphasize, toFlowEdges, toFlowNodes, toSideEdges, type CardFlowNode } from './flow-elements';
import { GraphContext, SharedContext, type LiveGraph } from './graph-context';
import { GraphEdge } from './cards/GraphEdge';
import { GraphToolbar } from './toolbar/GraphToolbar';
import { GroupNode } from './cards/GroupNode';
import { lastAsked } from './shown/last-asked';
import { firstPlace, toPlace } from './viewport/places';
import { reachable } from './shown/reachable';
import { triggeredEdges } from './live/triggered-edges';
import { useGraphKeys, type GraphKeys } from './viewport/use-graph-keys';
import type { WholeGraph } from './live/use-observed';
import type { Placement } from './layout/use-placement';
import type { ShownCallbacks } from './shown/use-shown-callbacks';
import { usePageHighlight } from './viewport/use-page-highlight';
import { usePointedOut } from './viewport/use-pointed-out';
import { useSearch } from './toolbar/use-search';
import { useSettling } from './live/use-settling';
import { useLeastZoom, useViewport } from './viewport/use-viewport';
import { walkCards, type CardPlace } from './viewport/walk-cards';
import { groupLabelSize, markSize, zoomLevel } from './viewport/zoom-level';

const NODE_TYPES = { callback: CallbackNode, component: ComponentNode, 'callback-group': GroupNode };
const EDGE_TYPES = { card: GraphEdge };
const MAP = { width: 180, height: 120 };
const SMALL_MAP = { width: 140, height: 80 };
/** From this many cards on only those in view are in the document. */
const LARGE = 80;
const NONE: ReadonlySet<string> = new Set();
const NOT_DRAGGED: ReadonlyMap<string, Point> = new Map();

export interface GraphCanvasProps {
  readonly liveGraph: LiveGraph;
  readonly shown: ShownCallbacks;
  /** A line of text lies over the upper edge. */
  readonly hasNote: boolean;
  /** The group that was opened last: what was inside comes into view. */
  readonly justOpened: string | null;
  /** What the app declares, where it is shown: dragged cards elsewhere than laid out. */
  readonly declared: Omit<WholeGraph, 'layer'>;
  /** Where the layout put the declared cards; the routes hold for cards that are there. */
  readonly laidOut: Pick<Placement, 'positions' | 'routes' | 'final' | 'isMakeshift'>;
  /** The same with observed writes. */
  readonly whole: WholeGraph;
  readonly onMove: (cards: ReadonlyMap<string, Point>) => void;
  readonly onReset: () => void;
  readonly onTouch: () => void;
  readonly showHidden: boolean;
  readonly onShowHidden: (shown: boolean) => void;
  readonly showObserved: boolean;
  readonly onShowObserved: (shown: boolean) => void;
}

/** The picture itself: cards, edges, and everything a person can do with them. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { liveGraph, declared, laidOut, whole, onMove, onTouch, justOpened } = props;
  const { graph, layer, sizes, positions } = whole;
  const { choose, observed } = liveGraph;
  const { rowsOf } = observed;
  const root = useRef<HTMLDivElement>(null);
  /** Where the keyboard is about to be: the next key may come before the focus is there. */
  const heading = useRef<CardPlace | null>(null);
  const store = usePanelStore();
  const selection = usePanel(selectSelection);
  const selectedPlace = useMemo(() => toPlace(graph, selection, rowsOf), [graph, selection, rowsOf]);
  const view = useViewport(
    whole,
    laidOut.routes,
    props.hasNote,
    () => selectedPlace?.card ?? lastAsked(selectModel(store.getState()), graph),
    () => selectedPlace?.card ?? null,
  );
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(NOT_DRAGGED);
  const [focus, setFocus] = useState<CardId | null>(null);
  const [map, setMap] = useState(() => store.getState().readPreference('graph.map') === true);
  // Whoever looks at a card has begun to work with the picture: no better one takes its place any more.
  const centre = useCallback(
    (card: CardId) => {
      onTouch();
      view.centre(card);
    },
    [onTouch, view],
  );
  const search = useSearch(graph, centre, (id) => {
    const card = graph.cards.get(id);
    if (card?.type === 'group') liveGraph.openGroup(card.name);
    else choose({ card: id, row: null });
  });
  const { hits } = search;

  const selectedCall = usePanel((state) => selectCall(state, state.selection.call));

  const focused = useMemo(
    () => (focus !== null && graph.cards.has(focus) ? reachable(graph, focus) : null),
    [graph, focus],
  );
  const pointed = usePointedOut(root, graph, rowsOf, laidOut.routes, view, onTouch);
  const shown = useMemo(() => (hits ? new Set(hits) : (focused ?? pointed?.cards ?? null)), [hits, focused, pointed]);

  const declaredNodes = useMemo(
    () => toFlowNodes(declared.graph.cards.values(), declared.sizes, declared.positions),
    [declared],
  );
  const nodes = useMemo(
    () =>
      layer.cards.size === 0
        ? declaredNodes
        : [...declaredNodes, ...toFlowNodes(layer.cards.values(), sizes, positions)],
    [declaredNodes, layer, sizes, positions],
  );
  const visibleNodes = useMemo(
    () =>
      nodes.map((node) => {
        const position = dragged.get(node.id);
        const dimmed = shown !== null && !shown.has(node.id as CardId);
        const isPointed = !dimmed && node.type !== 'component' && pointed?.cards.has(node.id as CardId) === true;
        if (!position && !dimmed && !isPointed) return node;
        return {
          ...node,
          ...(position && { position }),
          ...(dimmed && { className: 'dimmed' }),
          ...(isPointed && { className: 'pointed' }),
        };
      }),
    [nodes, shown, dragged, pointed],
  );

  const triggered = useMemo(() => {
    if (!selectedCall) return pointed?.edges ?? NONE;
    const model = selectModel(store.getState());
    // The whole way to the call, from what began it.
    const steps = model === null ? [] : whyFired(model, selectedCall.id).steps;
    return new Set(
      [selectedCall, ...steps.map(({ call }) => call)].flatMap((call) =>
        triggeredEdges(call, graph, rowsOf, (id) => model?.calls.get(id)),
      ),
    );
  }, [selectedCall, pointed, graph, rowsOf, store]);
  const declaredEdges = useMemo(
    () => toFlowEdges(declared.graph, declared.sizes, laidOut.positions, laidOut.routes),
    [declared.graph, declared.sizes, laidOut.positions, laidOut.routes],
  );
  const sideEdges = useMemo(() => toSideEdges(graph, layer.edges, sizes), [graph, layer, sizes]);
  const edges = useMemo(
    () => emphasize([...declaredEdges, ...sideEdges], triggered, selectedPlace, shown),
    [declaredEdges, sideEdges, triggered, selectedPlace, shown],
  );

  // Routes stay the same object while cards are only added.
  useSettling(root, laidOut.routes);

  // A selection made elsewhere brings its card into view; one made here is in view already.
  useEffect(() => {
    if (!selectedPlace) return;
    onTouch();
    view.reveal(selectedPlace.card);
  }, [selectedPlace, view, onTouch]);

  useEffect(() => {
    const group =
      justOpened === null || graph.cards.has(groupCardId(justOpened))
        ? undefined
        : props.shown.groups.find(({ name }) => name === justOpened);
    const members = (group?.callbacks ?? []).map(callbackCardId).filter((card) => graph.cards.has(card));
    if (members.length > 0) view.show(members);
    // Once for each opening, when what was inside has its places.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [justOpened, laidOut.routes]);

  const toggleFocus = useCallback(() => {
    const next = focus === null ? (selectedPlace?.card ?? null) : null;
    onTouch();
    setFocus(next);
    view.fit(next === null ? undefined : reachable(graph, next));
  }, [focus, selectedPlace, graph, view, onTouch]);

  const keys = useMemo((): GraphKeys => {
    const goTo = (place: CardPlace): void => {
      heading.current = place;
      choose(place);
      view.reveal(place.card);
      // A card off the screen is drawn once the view has moved there.
      requestAnimationFrame(() => {
        const card = `[data-card="${CSS.escape(place.card)}"]`;
        const inCard = place.row ? `${card} [data-row="${CSS.escape(place.row)}"]` : card;
        root.current?.querySelector<HTMLElement>(inCard)?.focus({ preventScroll: true });
        if (heading.current === place) heading.current = null;
      });
    };
    return {
      place: (at) => {
        if (heading.current !== null) return heading.current;
        if (at?.row === null && selectedPlace?.card === at.card) return selectedPlace;
        return at ?? selectedPlace ?? firstPlace(nodes);
      },
      walk: (from, direction) => {
        const next = walkCards(graph, sizes, positions, from, direction);
        goTo(next ?? from);
      },
      open: (place) => choose(place, true),
      choose: (place) => choose(place),
      search: () => search.setOpen(true),
      focus: toggleFocus,
      fit: () => view.fit(),
      zoom: view.zoom,
      escape: () => {
        if (focus === null && search.text === '') {
          if (pointed !== null) store.getState().clearSelection();
          return pointed !== null;
        }
        if (focus !== null) toggleFocus();
        search.setText('');
        search.setOpen(false);
        return true;
      },
    };
  }, [choose, view, selectedPlace, nodes, graph, sizes, positions, toggleFocus, focus, search, pointed, store]);
  useGraphKeys(root, keys);
  const highlight = usePageHighlight(graph);

  const level = useStore((state) => zoomLevel(state.transform[2]));
  const label = useStore((state) => groupLabelSize(state.transform[2]));
  const mark = useStore((state) => markSize(state.transform[2]));
  const sizesAfar =
    level === 'blocks' ? ({ '--group-label': `${label}px`, '--mark': `${mark}px` } as CSSProperties) : undefined;
  const low = useStore(isLow);
  const leastZoom = useLeastZoom(whole);
  const focusedCard = focus === null ? undefined : graph.cards.get(focus);
  return (
    <GraphContext value={liveGraph}>
      <SharedContext value={props.shown.shared}>
        <div
          ref={root}
          className="graph-view"
          data-far={level !== 'near'}
          data-blocks={level === 'blocks'}
          style={sizesAfar}
          data-low={low}
          data-layout={!laidOut.final ? 'first' : laidOut.isMakeshift ? 'makeshift' : 'best'}
          role="region"
          aria-label="Callback graph"
          {...highlight}
        >
          <ReactFlow<CardFlowNode, (typeof edges)[number]>
            nodes={visibleNodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            onNodesChange={(changes: NodeChange<CardFlowNode>[]) => {
              const at = changes.flatMap((change) =>
                change.type === 'position' && change.position ? [[change.id, change.position] as const] : [],
              );
              if (at.length > 0) setDragged((before) => new Map([...before, ...at]));
            }}
            onNodeClick={(_, { data: { card } }) => {
              if (card.type === 'group') liveGraph.openGroup(card.name);
              else if (card.type === 'callback') choose({ card: card.id, row: null });
            }}
            onNodeDoubleClick={(_, { data: { card } }) =>
              card.type === 'callback' && choose({ card: card.id, row: null }, true)
            }
            onNodeDragStart={onTouch}
            onNodeDragStop={(_, __, stopped) => {
              onMove(new Map(stopped.map((node) => [node.id, node.position])));
              setDragged(NOT_DRAGGED);
            }}
            onMoveStart={(event) => {
              // Without an event it was us.
              if (event) {
                view.taken();
                onTouch();
              }
            }}
            onPaneClick={() => store.getState().clearSelection()}
            minZoom={leastZoom}
            maxZoom={ZOOM.most}
            nodeDragThreshold={4}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            zoomOnDoubleClick={false}
            disableKeyboardA11y
            onlyRenderVisibleElements={graph.cards.size > LARGE}
          >
            <Background gap={18} size={1} color="var(--line)" />
            {map ? (
              <MiniMap<CardFlowNode>
                pannable
                zoomable
                className="graph-map"
                style={low ? SMALL_MAP : MAP}
                nodeClassName={(node) => `map-${node.data.card.type}`}
                ariaLabel="Overview map"
              />
            ) : null}
          </ReactFlow>
          <GraphToolbar
            search={search}
            onFit={() => view.fit()}
            onZoom={view.zoom}
            map={map}
            onMap={(next) => {
              setMap(next);
              store.getState().setPreference('graph.map', next);
            }}
            focused={focusedCard ? (focusedCard.type === 'component' ? focusedCard.title : focusedCard.name) : null}
            canFocus={selectedPlace !== null}
            onFocus={toggleFocus}
            hiddenCount={graph.hiddenCount}
            showHidden={props.showHidden}
            onShowHidden={props.onShowHidden}
            showObserved={props.showObserved}
            onShowObserved={props.onShowObserved}
            onReset={props.onReset}
            shown={props.shown}
            selection={selection}
          />
        </div>
      </SharedContext>
    </GraphContext>
  );
}
