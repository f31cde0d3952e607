import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { refused } from '../../src/protocol/answer';
import { toCallId } from '../../src/trace/types';
import { PanelProvider } from '../store/panel-context';
import type { PanelSource } from '../store/panel-state';
import { createPanelStore } from '../store/panel-store';
import '../ui/styles/theme.css';
import '../ui/styles/base.css';
import '../ui/styles/parts.css';
import { timelineMemoryOf } from '../timeline/timeline-memory';
import { TimelineView } from '../timeline/TimelineView';
import { TIMELINE_SCENARIOS } from './scenarios';

const params = new URLSearchParams(location.search);
const scenario = params.get('scenario') ?? 'dashboard';
document.documentElement.dataset['theme'] = params.get('theme') ?? 'light';

const store = createPanelStore();
const source: PanelSource = {
  fetchValue: () => Promise.resolve(refused('page_gone')),
  saveTrace: () => Promise.resolve(refused('page_gone')),
  clear: () => undefined,
  setPaused: () => undefined,
  cancelJob: () => Promise.resolve(refused('page_gone')),
  pickComponent: () => Promise.resolve(null),
  stopPicking: () => undefined,
  highlight: () => undefined,
  enableSite: () => Promise.resolve({ ok: false }),
  reloadPage: () => location.reload(),
  dispose: () => undefined,
};
const sketch = TIMELINE_SCENARIOS[scenario]?.() ?? TIMELINE_SCENARIOS['empty']?.();
const publish = (): void => {
  if (sketch)
    store.getState().setApp({
      id: scenario,
      label: scenario,
      url: location.href,
      connected: !params.has('still'),
      model: sketch.model(),
    });
};
publish();

const memory = timelineMemoryOf(store, scenario);
if (params.has('table')) memory.view.getState().set({ asTable: true });
const call = params.get('call');
if (call !== null) store.getState().selectCall(toCallId(call));

if (params.has('live') && sketch) {
  const begun = performance.now();
  const offset = memory.timeline.to;
  setInterval(() => {
    const at = offset + performance.now() - begun;
    const cause = sketch.act('user', 'live.n_clicks', at - 200);
    sketch.call({ callback: 'live_call', at: at - 200, wait: 20, run: 150, cause });
    publish();
  }, 400);
}
// For screenshots and measurements.
Object.assign(window, { panelStore: store, memory });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <PanelProvider store={store} source={source}>
        <TimelineView />
      </PanelProvider>
    </StrictMode>,
  );
}
setTimeout(() => {
  const from = params.get('from');
  const to = params.get('to');
  if (from !== null && to !== null) memory.view.getState().show({ from: Number(from), to: Number(to) });
}, 200);
