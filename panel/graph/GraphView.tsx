import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import './graph.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { structureKey } from '../../src/layout/structure-key';
import type { LayoutShape, Point } from '../../src/layout/layout-types';
import { COMMON_TEXTS, GRAPH_TEXTS } from '../../src/words/panel';
import { callbackName } from '../selectors/callback-names';
import { selectApp } from '../selectors/current-app';
import { pageOf, toggled } from '../selectors/graph-choices';
import { selectShowsHidden, showHidden } from '../selectors/hidden-callbacks';
import type { PanelState } from '../store/panel-store';
import { usePanel, usePanelStore } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { formatCount } from '../ui/format';
import { cardSizes } from './layout/card-size';
import { collapse } from './shown/collapse';
import { GraphCanvas } from './GraphCanvas';
import { applyMoved, arrangementOf, movedKey, readMoved, structureName, writeMoved } from './layout/moved-cards';
import { readLayout, storedLayoutKey, writeLayout } from './layout/stored-layout';
import { toGraph } from './shown/to-graph';
import { toLayoutGraph } from './layout/to-layout-graph';
import { useNewLiveGraph } from './live/use-new-live-graph';
import { useLayoutShape } from './layout/use-layout-shape';
import { useObserved } from './live/use-observed';
import { useShownCallbacks, type ShownCallbacks } from './shown/use-shown-callbacks';
import { usePlacement, type LayoutMemory } from './layout/use-placement';

const selectAppId = (state: PanelState): string => selectApp(state)?.id ?? '';
const NOWHERE: ReadonlyMap<string, Point> = new Map();
const OBSERVED = 'graph.observed';
const selectShowsObserved = (state: PanelState): boolean | undefined => {
  const chosen = state.preferences[OBSERVED];
  return typeof chosen === 'boolean' ? chosen : undefined;
};
const selectUrl = (state: PanelState): string => selectApp(state)?.url ?? '';

/** The callback graph of the app on screen, live. Needs nothing but the panel's store. */
export function GraphView() {
  const appId = usePanel(selectAppId);
  const shown = useShownCallbacks();
  const { all, onPage, allPages, drawn } = shown;
  const store = usePanelStore();
  const chosenHidden = usePanel(selectShowsHidden);
  const setShowHidden = useCallback((isShown: boolean) => showHidden(store, isShown), [store]);
  const isHiddenShown = chosenHidden || shown.pointedOut?.callbacks.some((key) => all.get(key)?.hidden) === true;
  const frame = useRef<HTMLDivElement>(null);
  const shape = useLayoutShape(frame);
  const visible = [...drawn.values()].some((definition) => isHiddenShown || !definition.hidden);
  const isAllHidden = !visible && drawn.size < all.size;
  return (
    <div ref={frame} className="graph-frame">
      {isAllHidden ? (
        <EmptyState
          title={GRAPH_TEXTS.allHiddenTitle}
          actions={
            <button
              type="button"
              className="ui-button"
              onClick={() => shown.choose({ hiddenCallbacks: [], hiddenProps: [], pinned: [] })}
            >
              {GRAPH_TEXTS.showAll(all.size)}
            </button>
          }
        >
          <p>{GRAPH_TEXTS.allHidden}</p>
        </EmptyState>
      ) : !visible ? (
        <EmptyGraph hidden={all.size} onShowHidden={() => setShowHidden(true)} />
      ) : shape ? (
        <ReactFlowProvider key={appId}>
          <AppGraph appId={appId} shown={shown} shape={shape} showHidden={isHiddenShown} onShowHidden={setShowHidden} />
        </ReactFlowProvider>
      ) : null}
      <ShownNote shown={shown} onPage={onPage.size} allPages={allPages} />
    </div>
  );
}

function AppGraph(props: {
  readonly appId: string;
  readonly shown: ShownCallbacks;
  readonly shape: LayoutShape;
  readonly showHidden: boolean;
  readonly onShowHidden: (shown: boolean) => void;
}) {
  const { appId, shown, shape, showHidden, onShowHidden } = props;
  const store = usePanelStore();
  const url = usePanel(selectUrl);
  const drawn = useStableGraph(shown, showHidden);
  const { graph, sizes, layout, structure } = drawn;
  const [justOpened, setJustOpened] = useState<string | null>(null);
  const openers = useRef(shown);
  useEffect(() => {
    openers.current = shown;
  });
  const openGroup = useCallback((name: string) => {
    const { choices, choose } = openers.current;
    choose({ opened: toggled(choices.opened, name, true) });
    setJustOpened(name);
  }, []);
  const liveGraph = useNewLiveGraph(appId, graph, openGroup);

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
  const moved = useMemo(
    () => readMoved(stored ?? store.getState().readPreference(preference)),
    [stored, store, preference],
  );
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
  const whole = useObserved(liveGraph, showObserved || shown.pointedOut !== null, {
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
      liveGraph={liveGraph}
      shown={shown}
      justOpened={justOpened}
      hasNote={isNoted(shown)}
      declared={declared}
      laidOut={placement}
      whole={whole}
      onMove={onMove}
      onTouch={onTouch}
      options={{
        showHidden,
        onShowHidden,
        showObserved,
        onShowObserved: (next) => store.getState().setPreference(OBSERVED, next),
        onReset,
      }}
    />
  );
}

/** Dash sends all definitions again after a hot reload; while they are equal, the graph stays the same object. */
function useStableGraph(
  { drawn, all, groups, hubs, hubsWithoutLines, choices: { opened } }: ShownCallbacks,
  showHidden: boolean,
) {
  const made = useMemo(() => {
    const single = toGraph(drawn, {
      showHidden,
      hubs,
      hubsWithoutLines,
      nameOf: (definition) => callbackName(all, definition.key),
    });
    const graph = collapse(
      single,
      groups.filter(({ name }) => !opened.includes(name)),
    );
    const sizes = cardSizes(graph);
    const layout = toLayoutGraph(graph, sizes);
    const structure = structureName(structureKey(layout));
    return {
      graph,
      sizes,
      layout,
      structure,
      looks: JSON.stringify([...graph.cards.values(), ...graph.within.values()]),
    };
  }, [drawn, all, groups, hubs, hubsWithoutLines, opened, showHidden]);
  const [kept, setKept] = useState(made);
  const same = kept.structure === made.structure && kept.looks === made.looks;
  if (!same) setKept(made);
  return same ? kept : made;
}

const pinnedIn = ({ choices, all }: ShownCallbacks): number => choices.pinned.filter((key) => all.has(key)).length;

/** Whether the graph leaves something out that the note reports. */
const isNoted = (shown: ShownCallbacks): boolean =>
  shown.pointedOut !== null || pinnedIn(shown) > 0 || shown.onPage.size !== shown.all.size;

/** What the graph leaves out, and a button to show all of it. */
function ShownNote({
  shown,
  onPage,
  allPages,
}: {
  readonly shown: ShownCallbacks;
  readonly onPage: number;
  readonly allPages: boolean;
}) {
  const { all, choices, choose } = shown;
  const store = usePanelStore();
  const pinned = pinnedIn(shown);
  if (shown.pointedOut !== null) {
    return (
      <p className="graph-page-note" role="status">
        <span>
          <b>{shown.pointedOut.title}</b>: {formatCount(shown.pointedOut.callbacks.length, 'callback')}
        </span>
        <button
          type="button"
          className="ui-link"
          title={GRAPH_TEXTS.stopHighlighting}
          onClick={() => store.getState().clearSelection()}
        >
          Done
        </button>
      </p>
    );
  }
  if (pinned > 0) {
    return (
      <p className="graph-page-note" role="status">
        {GRAPH_TEXTS.pinned(shown.drawn.size, all.size, pinned, choices.steps)}
        <button type="button" className="ui-link" onClick={() => choose({ pinned: [] })}>
          Unpin
        </button>
      </p>
    );
  }
  if (!isNoted(shown)) return null;
  return (
    <p className="graph-page-note" role="status">
      {allPages ? GRAPH_TEXTS.all(all.size) : GRAPH_TEXTS.ofThisPage(onPage, all.size)}
      {shown.shared.size > 0 ? GRAPH_TEXTS.sharedFainter(shown.shared.size) : null}
      <button type="button" className="ui-link" onClick={() => shown.setAllPages(!allPages)}>
        {allPages ? GRAPH_TEXTS.onlyThisPage : 'Show all'}
      </button>
    </p>
  );
}

function EmptyGraph({ hidden, onShowHidden }: { readonly hidden: number; readonly onShowHidden: () => void }) {
  if (hidden > 0) {
    return (
      <EmptyState
        title={COMMON_TEXTS.onlyHiddenTitle}
        actions={
          <button type="button" className="ui-button" onClick={onShowHidden}>
            Show {hidden === 1 ? 'it' : `all ${hidden}`}
          </button>
        }
      >
        <p>{GRAPH_TEXTS.onlyHidden}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={COMMON_TEXTS.noCallbacksTitle}>
      <p>{GRAPH_TEXTS.empty}</p>
      <p>{GRAPH_TEXTS.emptyHowTo}</p>
    </EmptyState>
  );
}
