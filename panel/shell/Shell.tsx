import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Group, Panel, Separator, type Layout } from 'react-resizable-panels';
import { isJsonObject } from '../../src/lib/json';
import { Inspector } from '../inspector/Inspector';
import { PropHistoryView } from '../prop-history/PropHistoryView';
import { selectApp, selectSelection, selectView } from '../selectors/current-app';
import { Notices } from '../states/Notices';
import { StatusScreen } from '../states/StatusScreen';
import { usePanel, usePanelSource, usePanelStore } from '../store/panel-context';
import { DropZone } from '../trace-files/DropZone';
import { SavingLine } from '../trace-files/SavingLine';
import '../trace-files/trace-files.css';
import { useTraceFiles } from '../trace-files/use-trace-files';
import type { PropId } from '../../src/trace/types';
import { SHELL_TEXTS } from '../../src/words/panel';
import type { PanelState } from '../store/panel-store';
import { VIEWS } from '../store/views';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Icon } from '../ui/marks/Icon';
import { useElementSize } from '../ui/use-element-size';
import { KeysOverlay } from './KeysOverlay';
import { layoutMode, type LayoutMode } from './layout-mode';
import './shell.css';
import { panelId, tabId } from './Tabs';
import { TopBar } from './TopBar';
import { useShortcuts } from './use-shortcuts';
import { VIEW_COMPONENTS } from './view-components';

/** From this width on the bar has room for buttons with names next to tabs and search. */
const ROOMY_FROM = 1120;

/** The panel as a whole: bar, notices, and the views arranged for the room there is. */
export function Shell() {
  const store = usePanelStore();
  const source = usePanelSource();
  const root = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const size = useElementSize(root);
  const [keys, setKeys] = useState(false);
  const toggleKeys = useCallback(() => setKeys((open) => !open), []);
  const files = useTraceFiles();
  const hasApp = usePanel((state) => selectApp(state) !== null);
  const mode = size ? layoutMode(size) : null;
  useShortcuts({ store, source, search, toggleKeys, isSheet: mode === 'narrow' });
  return (
    <div
      ref={root}
      className="shell"
      data-mode={mode ?? undefined}
      data-slim={(size?.height ?? 1000) < 380 || undefined}
    >
      <TopBar
        search={search}
        onKeys={toggleKeys}
        hasApp={hasApp}
        isNarrow={mode === 'narrow'}
        isTight={(size?.width ?? 0) < ROOMY_FROM}
        files={files}
      />
      <SavingLine files={files} />
      <Notices />
      <main className="shell-main">{mode === null ? null : hasApp ? <Views mode={mode} /> : <StatusScreen />}</main>
      {keys ? <KeysOverlay onClose={toggleKeys} /> : null}
      <DropZone open={files.open} />
    </div>
  );
}

function Views({ mode }: { readonly mode: LayoutMode }) {
  return mode === 'narrow' ? <Stacked /> : <SideBySide mode={mode} />;
}

/** Only what is remembered in the form this version writes is taken over. */
function asLayout(value: unknown): Layout | undefined {
  return isJsonObject(value) && typeof value['view'] === 'number' && typeof value['inspector'] === 'number'
    ? { view: value['view'], inspector: value['inspector'] }
    : undefined;
}

/** The inspector takes room only while something is selected; until then the view has all of it. */
function SideBySide({ mode }: { readonly mode: 'wide' | 'low' }) {
  const store = usePanelStore();
  const key = `layout:${mode}`;
  const remembered = useMemo(() => asLayout(store.getState().readPreference(key)), [store, key]);
  const isInspecting = usePanel(hasSelection);
  return (
    <Group
      key={mode}
      className="shell-group"
      orientation="horizontal"
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) store.getState().setPreference(key, layout);
      }}
    >
      <Panel id="view" minSize={320}>
        <CurrentView />
      </Panel>
      {isInspecting ? (
        <>
          <Separator className="shell-separator" />
          <Panel
            id="inspector"
            defaultSize={remembered ? `${remembered['inspector']}%` : mode === 'low' ? 460 : 410}
            minSize={280}
            groupResizeBehavior="preserve-pixel-size"
          >
            <div className="shell-aside">
              <button
                type="button"
                className="ui-button shell-aside-close"
                data-kind="quiet"
                title="Close (Esc)"
                aria-label={SHELL_TEXTS.closeInspector}
                onClick={() => store.getState().clearSelection()}
              >
                <Icon name="close" />
              </button>
              <Inspector history={propHistory} />
            </div>
          </Panel>
        </>
      ) : null}
    </Group>
  );
}

/** One thing at a time; the view stays mounted under the sheet, so that it is unchanged when the sheet is closed. */
function Stacked() {
  const store = usePanelStore();
  const isOpen = usePanel((state) => state.inspectorOpen && hasSelection(state));
  /** What had the focus last in the view: it loses it while it is inert. */
  const focused = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!isOpen && document.activeElement === document.body) focused.current?.focus({ preventScroll: true });
  }, [isOpen]);
  return (
    <>
      <div
        className="shell-under"
        inert={isOpen}
        onFocus={({ target }) => {
          focused.current = target;
        }}
      >
        <CurrentView />
      </div>
      {isOpen ? (
        <div className="shell-sheet" role="dialog" aria-label="Inspector">
          <button
            type="button"
            className="ui-button shell-sheet-close"
            data-kind="quiet"
            onClick={() => store.getState().setInspectorOpen(false)}
          >
            <Icon name="previous" />
            Back
          </button>
          <Inspector history={propHistory} />
        </div>
      ) : null}
    </>
  );
}

const hasSelection = (state: PanelState): boolean => {
  const { call, callback, prop, component } = selectSelection(state);
  return (call ?? callback ?? prop ?? component) !== null;
};

const propHistory = (prop: PropId): ReactNode => <PropHistoryView key={prop} prop={prop} />;

function CurrentView() {
  const view = usePanel(selectView);
  const app = usePanel((state) => state.appId);
  const View = VIEW_COMPONENTS[view];
  const what = VIEWS.find(({ name }) => name === view)?.what ?? 'view';
  return (
    <div id={panelId(view)} role="tabpanel" aria-labelledby={tabId(view)} className="shell-view">
      <ErrorBoundary key={view} name={what} resetKey={app ?? ''}>
        <View />
      </ErrorBoundary>
    </div>
  );
}
