import { Background, MiniMap, ReactFlow } from '@xyflow/react';
import { useRef, useState } from 'react';
import type { Point } from '../../src/layout/layout-types';
import { usePanelStore } from '../store/panel-context';
import { CallbackNode } from './cards/CallbackNode';
import { ComponentNode } from './cards/ComponentNode';
import { ZOOM } from './viewport/fit-viewport';
import type { CardFlowNode } from './flow-elements';
import { GraphContext, SharedContext, type LiveGraph } from './graph-context';
import { GraphEdge } from './cards/GraphEdge';
import { GraphToolbar, type GraphOptions } from './toolbar/GraphToolbar';
import { GroupNode } from './cards/GroupNode';
import { useOpenedGroupInView } from './viewport/use-brought-into-view';
import { useDrag } from './use-drag';
import { useFlowElements } from './use-flow-elements';
import { useEmphasis } from './viewport/use-emphasis';
import { useGraphWalk } from './viewport/use-graph-walk';
import type { WholeGraph } from './live/use-observed';
import type { Placement } from './layout/use-placement';
import type { ShownCallbacks } from './shown/use-shown-callbacks';
import { usePageHighlight } from './viewport/use-page-highlight';
import { useSettling } from './live/use-settling';
import { useLeastZoom } from './viewport/use-viewport';
import { useZoomLook } from './viewport/use-zoom-look';

const NODE_TYPES = { callback: CallbackNode, component: ComponentNode, 'callback-group': GroupNode };
const EDGE_TYPES = { card: GraphEdge };
const MAP = { width: 180, height: 120 };
const SMALL_MAP = { width: 140, height: 80 };
/** With at least this many cards, only those in view are in the document. */
const LARGE = 80;
/** Selection and keys are ours, not React Flow's: the inspector and the walk need more than it knows. */
const OURS = {
  nodeDragThreshold: 4,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  zoomOnDoubleClick: false,
  disableKeyboardA11y: true,
} as const;

interface GraphCanvasProps {
  readonly liveGraph: LiveGraph;
  readonly shown: ShownCallbacks;
  /** A line of text lies over the upper edge. */
  readonly hasNote: boolean;
  /** The group that was opened last; its cards are brought into view. */
  readonly justOpened: string | null;
  /** What the app declares, at its current position; dragged cards are not where the layout put them. */
  readonly declared: Omit<WholeGraph, 'layer'>;
  /** Where the layout put the declared cards; the routes hold for cards that are there. */
  readonly laidOut: Pick<Placement, 'positions' | 'routes' | 'final' | 'isMakeshift'>;
  /** The same with observed writes. */
  readonly whole: WholeGraph;
  readonly onMove: (cards: ReadonlyMap<string, Point>) => void;
  /** The user has begun to work with the graph: from now on a better layout no longer replaces it. */
  readonly onTouch: () => void;
  readonly options: GraphOptions;
}

/** The graph itself: cards, edges, and everything a user can do with them. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { liveGraph, declared, laidOut, whole, onMove, onTouch, justOpened } = props;
  const { graph } = whole;
  const { choose, openGroup } = liveGraph;
  const root = useRef<HTMLDivElement>(null);
  const store = usePanelStore();
  const [map, setMap] = useMapPreference();
  const { dragged, handlers } = useDrag(onMove, onTouch);
  const { selection, selectedPlace, view, search, focused, pointed, shown, triggered } = useEmphasis({
    root,
    liveGraph,
    whole,
    routes: laidOut.routes,
    hasNote: props.hasNote,
    onTouch,
    openCard: (id) => {
      const card = graph.cards.get(id);
      if (card?.type === 'group') openGroup(card.name);
      else choose({ card: id, row: null });
    },
  });
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
            {...handlers}
            onNodeClick={(_, { data: { card } }) => {
              if (card.type === 'group') openGroup(card.name);
              else if (card.type === 'callback') choose({ card: card.id, row: null });
            }}
            onNodeDoubleClick={(_, { data: { card } }) =>
              card.type === 'callback' && choose({ card: card.id, row: null }, true)
            }
            onMoveStart={(event) => {
              // A move without an event is our own.
              if (event) {
                view.taken();
                onTouch();
              }
            }}
            onPaneClick={() => store.getState().clearSelection()}
            minZoom={leastZoom}
            maxZoom={ZOOM.most}
            {...OURS}
            onlyRenderVisibleElements={graph.cards.size > LARGE}
          >
            <Background gap={18} size={1} color="var(--line)" />
            {map ? <GraphMap small={low} /> : null}
          </ReactFlow>
          <GraphToolbar
            search={search}
            onFit={() => view.fit()}
            onZoom={view.zoom}
            map={map}
            onMap={setMap}
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

/** Whether the map of the whole graph is shown; kept for the next time. */
function useMapPreference(): [boolean, (shown: boolean) => void] {
  const store = usePanelStore();
  const [map, setMap] = useState(() => store.getState().readPreference('graph.map') === true);
  return [
    map,
    (shown) => {
      setMap(shown);
      store.getState().setPreference('graph.map', shown);
    },
  ];
}

function GraphMap({ small }: { readonly small: boolean }) {
  return (
    <MiniMap<CardFlowNode>
      pannable
      zoomable
      className="graph-map"
      style={small ? SMALL_MAP : MAP}
      nodeClassName={(node) => `map-${node.data.card.type}`}
      ariaLabel="Overview map"
    />
  );
}
