import { Background, MiniMap, ReactFlow, type NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Point } from '../../src/layout/layout-types';
import { selectModel, selectSelection } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { CallbackNode } from './cards/CallbackNode';
import type { CardId } from './card-graph';
import { ComponentNode } from './cards/ComponentNode';
import { ZOOM } from './viewport/fit-viewport';
import type { CardFlowNode } from './flow-elements';
import { GraphContext, SharedContext, type LiveGraph } from './graph-context';
import { GraphEdge } from './cards/GraphEdge';
import { GraphToolbar, type GraphOptions } from './toolbar/GraphToolbar';
import { GroupNode } from './cards/GroupNode';
import { lastAsked } from './shown/last-asked';
import { toPlace } from './viewport/places';
import { useOpenedGroupInView, useSelectionInView } from './viewport/use-brought-into-view';
import { useFlowElements } from './use-flow-elements';
import { useFocusedCards } from './viewport/use-focused-cards';
import { useGraphWalk } from './viewport/use-graph-walk';
import type { WholeGraph } from './live/use-observed';
import type { Placement } from './layout/use-placement';
import type { ShownCallbacks } from './shown/use-shown-callbacks';
import { usePageHighlight } from './viewport/use-page-highlight';
import { usePointedOut } from './viewport/use-pointed-out';
import { useSearch } from './toolbar/use-search';
import { useSettling } from './live/use-settling';
import { useTriggeredEdges } from './live/use-triggered-edges';
import { useLeastZoom, useViewport } from './viewport/use-viewport';
import { useZoomLook } from './viewport/use-zoom-look';

const NODE_TYPES = { callback: CallbackNode, component: ComponentNode, 'callback-group': GroupNode };
const EDGE_TYPES = { card: GraphEdge };
const MAP = { width: 180, height: 120 };
const SMALL_MAP = { width: 140, height: 80 };
/** From this many cards on only those in view are in the document. */
const LARGE = 80;
const NOT_DRAGGED: ReadonlyMap<string, Point> = new Map();

interface GraphCanvasProps {
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
  /** The person has begun to work with the picture: no better layout takes its place any more. */
  readonly onTouch: () => void;
  readonly options: GraphOptions;
}

/** The picture itself: cards, edges, and everything a person can do with them. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { liveGraph, declared, laidOut, whole, onMove, onTouch, justOpened } = props;
  const { graph } = whole;
  const { choose, observed } = liveGraph;
  const { rowsOf } = observed;
  const root = useRef<HTMLDivElement>(null);
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
  const [map, setMap] = useState(() => store.getState().readPreference('graph.map') === true);
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
  const focused = useFocusedCards(graph, selectedPlace, view, onTouch);
  const pointed = usePointedOut(root, graph, rowsOf, laidOut.routes, view, onTouch);
  const shown = useMemo(
    () => (search.hits ? new Set(search.hits) : (focused.cards ?? pointed?.cards ?? null)),
    [search.hits, focused.cards, pointed],
  );
  const triggered = useTriggeredEdges(graph, rowsOf, pointed);
  const { nodes, visibleNodes, edges } = useFlowElements({
    declared,
    laidOut,
    whole,
    dragged,
    shown,
    pointed,
    triggered,
    selectedPlace,
  });

  // Routes stay the same object while cards are only added.
  useSettling(root, laidOut.routes);
  useSelectionInView(selectedPlace, view, onTouch);
  useOpenedGroupInView(justOpened, props.shown.groups, graph, laidOut.routes, view);
  useGraphWalk(root, { whole, nodes, selectedPlace, choose, view, focused, search, isPointedOut: pointed !== null });
  const highlight = usePageHighlight(graph);
  const { low, attributes } = useZoomLook();
  const leastZoom = useLeastZoom(whole);
  return (
    <GraphContext value={liveGraph}>
      <SharedContext value={props.shown.shared}>
        <div
          ref={root}
          className="graph-view"
          data-layout={!laidOut.final ? 'first' : laidOut.isMakeshift ? 'makeshift' : 'best'}
          role="region"
          aria-label="Callback graph"
          {...attributes}
          {...highlight}
        >
          <ReactFlow<CardFlowNode, (typeof edges)[number]>
            nodes={visibleNodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            onNodesChange={(changes: NodeChange<CardFlowNode>[]) => {
              const moved = changes.flatMap((change) =>
                change.type === 'position' && change.position ? [[change.id, change.position] as const] : [],
              );
              if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
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
            focused={focused.name}
            canFocus={selectedPlace !== null}
            onFocus={focused.toggle}
            hiddenCount={graph.hiddenCount}
            options={props.options}
            shown={props.shown}
            selection={selection}
          />
        </div>
      </SharedContext>
    </GraphContext>
  );
}
