import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import './graph.css';
import { useCallback, useMemo, useRef, useState } from 'react';
import { structureKey } from '../../src/layout/structure-key';
import type { TraceModel } from '../../src/trace/model';
import type { LayoutShape, Point } from '../../src/layout/layout-types';
import { callbackName } from '../selectors/callback-names';
import { selectApp, selectModel } from '../selectors/current-app';
import type { PanelState } from '../store/panel-store';
import { usePanel, usePanelStore } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { cardSizes } from './card-size';
import { GraphCanvas } from './GraphCanvas';
import { callbacksOnPage, LARGE_APP } from './on-page';
import { applyMoved, arrangementOf, movedKey, pageOf, readMoved, structureName, writeMoved } from './moved-cards';
import { readLayout, storedLayoutKey, writeLayout } from './stored-layout';
import { toGraph } from './to-graph';
import { toLayoutGraph } from './to-layout-graph';
import { useGraphSession } from './use-graph-session';
import { useLayoutShape } from './use-layout-shape';
import { useObserved } from './use-observed';
import { usePlacement, type LayoutMemory } from './use-placement';

type Callbacks = TraceModel['callbacks'];

const NO_CALLBACKS: Callbacks = new Map();
const selectCallbacks = (state: PanelState): Callbacks => selectModel(state)?.callbacks ?? NO_CALLBACKS;
const selectAppId = (state: PanelState): string => selectApp(state)?.id ?? '';
const NOWHERE: ReadonlyMap<string, Point> = new Map();
const OBSERVED = 'graph.observed';
const selectShowsObserved = (state: PanelState): boolean | undefined => {
  const chosen = state.preferences[OBSERVED];
  return typeof chosen === 'boolean' ? chosen : undefined;
};
const selectLayout = (state: PanelState): TraceModel['layout'] => selectModel(state)?.layout ?? null;
const ALL_PAGES = 'graph.all-pages';
const selectAllPages = (state: PanelState): boolean | undefined => {
  const chosen = state.preferences[ALL_PAGES];
  return typeof chosen === 'boolean' ? chosen : undefined;
};
const selectUrl = (state: PanelState): string => selectApp(state)?.url ?? '';

/** The callback graph of the app on screen, live. Needs nothing but the panel's store. */
export function GraphView() {
  const store = usePanelStore();
  const appId = usePanel(selectAppId);
  const callbacks = usePanel(selectCallbacks);
  const pageLayout = usePanel(selectLayout);
  const allPages = usePanel(selectAllPages) ?? store.getState().readPreference(ALL_PAGES) === true;
  const onPage = useMemo(() => {
    if (callbacks.size < LARGE_APP || pageLayout === null) return callbacks;
    const found = callbacksOnPage(callbacks, pageLayout);
    return found.size === 0 || found.size === callbacks.size ? callbacks : found;
  }, [callbacks, pageLayout]);
  const shown = allPages ? callbacks : onPage;
  const [showHidden, setShowHidden] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const shape = useLayoutShape(frame);
  const visible = [...shown.values()].some((definition) => showHidden || !definition.hidden);
  return (
    <div ref={frame} className="graph-frame">
      {!visible ? (
        <EmptyGraph hidden={callbacks.size} onShowHidden={() => setShowHidden(true)} />
      ) : shape ? (
        <ReactFlowProvider key={appId}>
          <AppGraph appId={appId} callbacks={shown} all={callbacks} shape={shape} showHidden={showHidden} onShowHidden={setShowHidden} />
        </ReactFlowProvider>
      ) : null}
      {onPage === callbacks ? null : (
        <PageNote onPage={onPage.size} all={callbacks.size} allPages={allPages} onChange={(next) => store.getState().setPreference(ALL_PAGES, next)} />
      )}
    </div>
  );
}

function AppGraph(props: {
  readonly appId: string;
  readonly callbacks: Callbacks;
  /** Those of other pages as well: among them names have to be told apart. */
  readonly all: Callbacks;
  readonly shape: LayoutShape;
  readonly showHidden: boolean;
  readonly onShowHidden: (shown: boolean) => void;
}) {
  const { appId, callbacks, all, shape, showHidden, onShowHidden } = props;
  const store = usePanelStore();
  const url = usePanel(selectUrl);
  const drawn = useStableGraph(callbacks, all, showHidden);
  const { graph, sizes, layout, structure } = drawn;
  const session = useGraphSession(appId, graph);

  const page = pageOf(url);
  const touched = useRef(false);
  const memory = useMemo((): LayoutMemory => {
    const keyOf = (of: LayoutShape): string => storedLayoutKey(arrangementOf(page, of));
    return {
      recall: (of) => readLayout(store.getState().readPreference(keyOf(of)), structure, layout),
      remember: (placed) => store.getState().setPreference(keyOf(placed.shape), writeLayout(structure, placed)),
      forget: (of) => store.getState().setPreference(keyOf(of), null),
      isTouched: () => touched.current,
    };
  }, [page, store, structure, layout]);
  const { placement, redo } = usePlacement(appId, structure, shape, layout, memory);

  const preference = movedKey(arrangementOf(page, shape));
  const stored = usePanel((state) => state.preferences[preference]);
  const moved = useMemo(() => readMoved(stored ?? store.getState().readPreference(preference)), [stored, store, preference]);
  const positions = useMemo(
    () => placement && applyMoved(layout, placement.positions, moved, structure),
    [layout, placement, moved, structure],
  );
  const onMove = useCallback(
    (cards: ReadonlyMap<string, Point>) => {
      const at = new Map([...moved.at, ...cards]);
      store.getState().setPreference(preference, writeMoved({ structure, at }));
    },
    [moved, structure, store, preference],
  );
  const showObserved = usePanel(selectShowsObserved) ?? store.getState().readPreference(OBSERVED) !== false;
  const whole = useObserved(session, showObserved, {
    graph,
    sizes,
    layout,
    positions,
    routes: placement?.routes,
    dragged: moved.at,
  });
  const declared = useMemo(() => ({ graph, sizes, positions: positions ?? NOWHERE }), [graph, sizes, positions]);
  const onReset = useCallback(() => {
    touched.current = false;
    store.getState().setPreference(preference, null);
    redo();
  }, [store, preference, redo]);
  const onTouch = useCallback(() => {
    touched.current = true;
  }, []);

  if (!placement || !positions) return <div className="graph-view" aria-busy="true" />;
  return (
    <GraphCanvas
      session={session}
      declared={declared}
      laidOut={placement}
      whole={whole}
      onMove={onMove}
      onReset={onReset}
      onTouch={onTouch}
      showHidden={showHidden}
      onShowHidden={onShowHidden}
      showObserved={showObserved}
      onShowObserved={(shown) => store.getState().setPreference(OBSERVED, shown)}
    />
  );
}

/** Dash sends all definitions again after a hot reload; as long as they say the same, the graph stays the same object. */
function useStableGraph(callbacks: Callbacks, all: Callbacks, showHidden: boolean) {
  const made = useMemo(() => {
    const graph = toGraph(callbacks, { showHidden, nameOf: (definition) => callbackName(all, definition.key) });
    const sizes = cardSizes(graph);
    const layout = toLayoutGraph(graph, sizes);
    const structure = structureName(structureKey(layout));
    return { graph, sizes, layout, structure, looks: JSON.stringify([...graph.cards.values()]) };
  }, [callbacks, all, showHidden]);
  const [kept, setKept] = useState(made);
  const same = kept.structure === made.structure && kept.looks === made.looks;
  if (!same) setKept(made);
  return same ? kept : made;
}

/** What a large app's graph leaves out, and the way to all of it. */
function PageNote(props: { readonly onPage: number; readonly all: number; readonly allPages: boolean; readonly onChange: (allPages: boolean) => void }) {
  const { onPage, all, allPages, onChange } = props;
  return (
    <p className="graph-page-note" role="status">
      {allPages ? `All ${all.toLocaleString('en')} callbacks` : `${onPage.toLocaleString('en')} of ${all.toLocaleString('en')} callbacks: those of this page`}
      <button type="button" className="ui-link" onClick={() => onChange(!allPages)}>
        {allPages ? 'Only this page' : 'Show all'}
      </button>
    </p>
  );
}

function EmptyGraph({ hidden, onShowHidden }: { readonly hidden: number; readonly onShowHidden: () => void }) {
  if (hidden > 0) {
    return (
      <EmptyState
        title="Only callbacks made by Dash"
        actions={
          <button type="button" className="ui-button" onClick={onShowHidden}>
            Show {hidden === 1 ? 'it' : `all ${hidden}`}
          </button>
        }
      >
        <p>This app declares no callbacks of its own. Those that Dash made for pages and background jobs are left out.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No callbacks yet">
      <p>The callbacks of the app and the properties they connect will appear here, and light up as they run.</p>
      <p>Declare one with @callback in Python and reload the page.</p>
    </EmptyState>
  );
}
