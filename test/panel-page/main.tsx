/** The panel over a recording written by hand; see README.md. */
import { createRoot } from 'react-dom/client';
import { PanelRoot } from '../../panel/PanelRoot';
import { parseViewName } from '../../panel/store/views';
import type { App as PanelApp, PanelSource } from '../../panel/store/panel-state';
import { createPanelStore } from '../../panel/store/panel-store';
import { storagePreferences } from '../../panel/store/preferences';
import { refused } from '../../src/protocol/answer';
import { INLINE_TEXT_LIMIT } from '../../src/protocol/cut-value';
import { outlineBody } from '../../src/protocol/outline';
import { toTraceFile } from '../../src/trace/file/write-trace';
import type { TraceModel } from '../../src/trace/model';
import { toCallbackKey, toCallId, toPropId, type Body, type Call } from '../../src/trace/types';
import { addCalls } from './add-calls';
import { PAGE_SCENARIOS } from './scenarios';

const query = new URLSearchParams(location.search);
const scenario = (PAGE_SCENARIOS[query.get('scenario') ?? 'busy'] ?? PAGE_SCENARIOS['busy'])?.();
const theme = query.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

/** Large texts stay behind, as they stay in a real page, and are fetched one by one. */
const texts = new Map<number, string>();

function outlined(body: Body | null): Body | null {
  if (body?.json === undefined) return body;
  const text = JSON.stringify(body.json);
  texts.set(body.text, text);
  return text.length <= INLINE_TEXT_LIMIT ? body : { ...body, json: outlineBody(text, body.text) };
}

function withOutlines(model: TraceModel): TraceModel {
  const calls = new Map(
    [...model.calls].map(([id, call]): [typeof id, Call] => [
      id,
      { ...call, request: outlined(call.request), response: outlined(call.response) },
    ]),
  );
  return { ...model, calls };
}

const store = createPanelStore(storagePreferences(localStorage, 'panel-page:'));
const apps = (scenario?.models ?? []).map((model, i): PanelApp => ({
  id: `app${i}`,
  label: `${model.app.title} (/${i === 0 ? '' : 'second'})`,
  url: 'http://localhost:8050/',
  connected: scenario?.status.type === 'live',
  model: withOutlines(model),
}));

const source: PanelSource = {
  fetchValue: (_app, { text, path }) =>
    new Promise((resolve) => {
      setTimeout(() => {
        const whole = texts.get(text);
        if (whole === undefined || query.has('gone')) {
          resolve(refused('value_dropped'));
          return;
        }
        const value = path.reduce<unknown>(
          (at, step) => (at as Record<string | number, unknown>)[step],
          JSON.parse(whole),
        );
        resolve({ ok: true, value: path.length === 0 ? whole : JSON.stringify(value) });
      }, 300);
    }),
  clear: (id) => {
    const app = store.getState().apps.find((one) => one.id === id);
    if (app)
      store.getState().setApp({
        ...app,
        model: {
          ...app.model,
          calls: new Map(),
          callIds: [],
          activity: new Map(),
          props: new Map(),
          revision: app.model.revision + 1,
        },
      });
  },
  setPaused: () => undefined,
  saveTrace: ({ model }) =>
    Promise.resolve({ ok: true, value: { text: JSON.stringify(toTraceFile(model)), missing: 0 } }),
  cancelJob: () => Promise.resolve(refused('page_gone')),
  pickComponent: () => Promise.resolve(null),
  stopPicking: () => undefined,
  highlight: () => undefined,
  enableSite: () => Promise.resolve(refused('permission_denied')),
  reloadPage: () => location.reload(),
  dispose: () => undefined,
};

const panel = store.getState();
panel.setStatus(scenario?.status ?? { type: 'connecting' });
for (const app of apps) panel.setApp(app);
if (query.has('notice'))
  panel.notify({
    id: 'n',
    level: 'warning',
    text: 'The page sent 3 messages of an unknown form; they were left out. If the extension was just updated, reload the page.',
  });
const view = parseViewName(query.get('view'));
if (view !== null) panel.showView(view);
const call = query.get('call');
const callback = query.get('callback');
const prop = query.get('prop');
if (call) panel.selectCall(toCallId(call), query.has('open'));
else if (callback) panel.selectCallback(toCallbackKey(callback), query.has('open'));
else if (prop) panel.selectProp(toPropId(prop), query.has('open'));

const perSecond = Number(query.get('live') ?? 0);
if (perSecond > 0) addCalls(store, perSecond);

const root = document.getElementById('root');
if (root) createRoot(root).render(<PanelRoot store={store} source={source} />);
