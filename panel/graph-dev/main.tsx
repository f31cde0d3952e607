import { StrictMode, Suspense, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import { refused } from '../../src/protocol/answer';
import { PanelProvider } from '../store/panel-context';
import type { PanelSource } from '../store/panel-state';
import { createPanelStore } from '../store/panel-store';
import { storagePreferences } from '../store/preferences';
import '../ui/styles/theme.css';
import '../ui/styles/base.css';
import { FakeTrace } from './fake-trace';
import { play } from './play';
import { GRAPH_SCENARIOS } from './scenarios';

const GraphView = lazy(async () => ({ default: (await import('../graph/GraphView')).GraphView }));

const params = new URLSearchParams(location.search);
const scenario = params.get('scenario') ?? 'demo';
document.documentElement.dataset.theme = params.get('theme') ?? 'light';

const store = createPanelStore(storagePreferences(sessionStorage));
const source: PanelSource = {
  fetchValue: () => Promise.resolve(refused('page_gone')),
  clear: () => undefined,
  setPaused: () => undefined,
  saveTrace: () => Promise.resolve(refused('page_gone')),
  cancelJob: () => Promise.resolve(refused('page_gone')),
  pickComponent: () => Promise.resolve(null),
  stopPicking: () => undefined,
  highlight: () => undefined,
  enableSite: () => Promise.resolve({ ok: false }),
  reloadPage: () => location.reload(),
  dispose: () => undefined,
};
const trace = new FakeTrace(GRAPH_SCENARIOS[scenario] ?? [], (model) => {
  store.getState().setApp({ id: scenario, label: scenario, url: location.href, connected: true, model });
});
trace.publish();
if (!params.has('still')) void play(trace, Number(params.get('speed') ?? 1));
// For screenshots and measurements.
Object.assign(window, { panelStore: store, fakeTrace: trace });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <PanelProvider store={store} source={source}>
        <Suspense fallback={null}>
          <GraphView />
        </Suspense>
      </PanelProvider>
    </StrictMode>,
  );
}
