import type { TraceModel } from '../../src/trace/model';
import type { PanelStatus } from '../../src/words/panel-status';
import { traceFrom } from '../support/notation/trace-from';

interface Scenario {
  readonly status: PanelStatus;
  readonly models: readonly TraceModel[];
}

const live: PanelStatus = { type: 'live' };

const salesRows = JSON.stringify(
  Array.from({ length: 1204 }, (_, i) => ({
    month: `2025-${String((i % 12) + 1).padStart(2, '0')}`,
    region: ['North', 'East', 'South'][i % 3],
    product: `P-${1000 + i}`,
    units: (i * 37) % 400,
    revenue: ((i * 7919) % 100000) / 10,
  })),
);
const figure = (traces: number): string =>
  JSON.stringify({
    data: Array.from({ length: traces }, (_, t) => ({
      type: t === 0 ? 'bar' : 'scatter',
      name: ['North', 'Average'][t] ?? `Trace ${t}`,
      x: Array.from({ length: 12 }, (_v, i) => i),
      y: Array.from({ length: 12 }, (_v, i) => (i * 13 + t) % 40),
    })),
    layout: { title: { text: 'Revenue by month' }, margin: { l: 40, r: 10 } },
  });
const card = JSON.stringify({
  type: 'Div',
  namespace: 'dash_html_components',
  props: {
    className: 'card',
    children: [
      { type: 'H3', namespace: 'dash_html_components', props: { children: 'North' } },
      { type: 'Graph', namespace: 'dash_core_components', props: { id: 'mini', figure: {} } },
      {
        type: 'P',
        namespace: 'dash_html_components',
        props: {
          children: ['1,204 rows, ', { type: 'B', namespace: 'dash_html_components', props: { children: 'up 4 %' } }],
        },
      },
    ],
  },
});
const traceback = JSON.stringify(
  [
    'Traceback (most recent call last):',
    '  File "/app/.venv/lib/python3.12/site-packages/flask/app.py", line 917, in full_dispatch_request',
    '    rv = self.dispatch_request()',
    '  File "/app/.venv/lib/python3.12/site-packages/dash/_callback.py", line 707, in add_context',
    '    output_value = _invoke_callback(func, *func_args, **func_kwargs)',
    '  File "/app/sales/pages.py", line 88, in update_item',
    '    return share(row["units"], total)',
    '  File "/app/sales/figures.py", line 12, in share',
    '    return part / whole',
    '           ~~~~~^~~~~~~',
    'ZeroDivisionError: division by zero',
  ].join('\n'),
);

const item = (property: string): string => `{"index":["MATCH"],"type":"item"}.${property}`;
const load =
  'region-title.children="North" sales.data=ROWS sales.columns=no_update <- region.value="North" region.options=["North","East","South","West"]';

const busy = (): TraceModel =>
  traceFrom(
    'app "Sales dashboard" 4.4.1',
    `callback region-title.children sales.data sales.columns <- region.value region.options ~ user-prefs.data name load_region source sales/pages.py:48`,
    'callback title.children <- region-title.children user-prefs.data clientside name ns.format_title',
    'callback chart.figure <- sales.data chart-type.value ~ user-prefs.data name draw_chart source sales/pages.py:71',
    `callback ${item('children')} <- ${item('n_clicks')} sales.data ~ ${item('title')} name update_item source sales/pages.py:84`,
    'callback result.children <- start.n_clicks ~ sales.data background name train_model source sales/jobs.py:10 prevent_initial_call',
    'callback clock.children <- tick.n_intervals',
    'callback details.children details-panel.style <- chart.clickData ~ sales.data user-prefs.data name show_details',
    'callback a-component-with-a-rather-long-id-for-a-panel.children <- another-long-component-identifier.selected_rows',
    `c1 ${load.replace('ROWS', salesRows).replaceAll('North"', 'East"')} ~ user-prefs.data={"theme":"dark","rows":50} 12/14/15/96/98/99/104/121 initial server 62 timings {"db":40}`,
    'c2 title.children="East" <- region-title.children="East" user-prefs.data={"theme":"dark","rows":50} 105/105/105//105.2//105.4/121 cause c1 clientside',
    `c3 chart.figure=${figure(1)} <- sales.data=${salesRows} chart-type.value="bar" ~ user-prefs.data={"theme":"dark","rows":50} 105/106/107/160/162/163/181/196 cause c1 server 31`,
    `c4 ${item('children')}=${card} <- ${item('n_clicks')} sales.data=${salesRows} ~ ${item('title')}="First" 105/106/109/140/141/141.4/143/150 cause c1 match {"index":1} server 14`,
    'c5 details.children="" details-panel.style={"display":"none"} <- chart.clickData ~ sales.data=[] user-prefs.data={"theme":"dark"} 182/182/183/190/190 initial prevented',
    'c6 clock.children="12:00:01" <- tick.n_intervals=1 1012/1012/1013/1024/1025/1025/1026/1040',
    `c7 ${load.replace('ROWS', salesRows)} ~ user-prefs.data={"theme":"dark","rows":50} 3890/3892/3894/3990/3993/3994/4007/4033 cause user:region.value server 82 timings {"db":61}`,
    'c8 title.children="North" <- region-title.children="North" user-prefs.data={"theme":"dark","rows":50} 4008/4008/4008//4008.3//4008.6/4033 cause c7 clientside',
    `c9 chart.figure=${figure(2)} <- sales.data=${salesRows} chart-type.value="bar" ~ user-prefs.data={"theme":"dark","rows":50} 4008/4009/4010/4140/4142/4143/4165/4190 cause c7 server 101`,
    `c10 ${item('children')} <- ${item('n_clicks')}=2 sales.data=${salesRows} ~ ${item('title')}="First" 4008/4009/4012/4034/4035/ match {"index":1} cause c7 error "division by zero" traceback ${traceback}`,
    `c11 ${item('children')}=${card} <- ${item('n_clicks')}=1 sales.data=${salesRows} ~ ${item('title')}="Second" 4008/4009/4012/4031/4032/4032.4/4034/4050 cause c7 match {"index":2} server 9`,
    'c12 clock.children="12:00:02" <- tick.n_intervals=2 4512/4512/4513/4524/4525/4525/4526/4540',
    `c13 ${load.replace('ROWS', salesRows)} 5200 merged reason {"code":"merged","params":{"by":"c14"}}`,
    `c14 ${load.replace('ROWS', salesRows)} ~ user-prefs.data={"theme":"light","rows":50} 5203/5205/5206/5303/5306/5307 discarded cause user:region.value reason {"code":"newer_request","params":{"by":"c15"}}`,
    'c15 clock.children=no_update <- tick.n_intervals=3 5512/5512/5513/5524/5525/5525/5526',
    'c16 result.children <- start.n_clicks=3 ~ sales.data=[] 6020/6021/6022 job j1 cause user:start.n_clicks',
    `c17 ${load.replace('ROWS', salesRows)} ~ user-prefs.data={"theme":"light","rows":20} 6890/6892/6894 cause user:region.value`,
    'c18 chart.figure <- sales.data chart-type.value="bar" 6900 cause c17',
    'dropped 0',
  );

const errors = (): TraceModel =>
  traceFrom(
    'app "Sales dashboard" 4.4.1',
    `c1 out.children <- btn.n_clicks=1 0/1/2/40/41/ error "division by zero" traceback ${traceback} status 500`,
    'c2 other.children <- btn.n_clicks=1 0/1/2/30/31/31/33/40',
    `c3 out.children <- btn.n_clicks=2 900/901/902/940/941/ error "Callback failed: the server did not respond." status 502`,
    'dropped 312',
  );

function many(count: number): TraceModel {
  const lines = ['app "Stress" 4.4.1'];
  for (let i = 0; i < 40; i++)
    lines.push(`callback out-${i}.children <- in-${i}.value ~ prefs.data${i % 5 === 0 ? ' clientside' : ''}`);
  for (let n = 0; n < count; n++) {
    const i = (n * 7) % 40;
    const at = n * 5;
    lines.push(
      `c${n + 1} out-${i}.children=${n} <- in-${i}.value=${n} ~ prefs.data={"n":${n}} ${at}/${at + 1}/${at + 2}/${at + 20}/${at + 21}/${at + 21}/${at + 23}/${at + 30}${i % 5 === 0 ? ' clientside' : ''}${n % 97 === 5 ? ' error "boom"' : ''}`,
    );
  }
  return traceFrom(...lines);
}

const problems = (): TraceModel =>
  traceFrom(
    'app "App with bugs" 4.4.1',
    'callback dollars.value <- euros.value',
    'callback euros.value <- dollars.value',
    'c1 rate.data=2 <- offer.n_clicks=1 0-300',
    'c2 offered.children="1" <- offer.n_clicks=1 ~ rate.data=1 0-40',
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(
      (turn) =>
        `c${turn + 2} - <- wanted.data=${turn % 2 === 0 ? '"on"' : '"off"'} ${1000 + turn * 10}-${1009 + turn * 10} ${turn === 1 ? 'cause user:wanted.data' : `cause c${turn + 1}`}`,
    ),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
      (key) =>
        `c${key + 10} found.children="${key}" <- search-for-a-customer-by-name.value="${'x'.repeat(key)}" ${2000 + key * 90}-${2030 + key * 90}`,
    ),
  );

const unheard = (status: PanelStatus): Scenario => ({ status, models: [] });

/** What the page can show, by the name in its address. */
export const PAGE_SCENARIOS: Readonly<Record<string, () => Scenario>> = {
  busy: () => ({ status: live, models: [busy()] }),
  error: () => ({ status: live, models: [errors()] }),
  many: () => ({ status: live, models: [many(5000)] }),
  two: () => ({ status: live, models: [busy(), errors()] }),
  empty: () => ({ status: live, models: [traceFrom('app "New app" 4.4.1')] }),
  problems: () => ({ status: live, models: [problems()] }),
  quiet: () => ({
    status: live,
    models: [
      traceFrom(
        'app "Quiet app" 4.4.1',
        'callback out.children <- btn.n_clicks ~ prefs.data',
        'callback b.children <- out.children clientside',
      ),
    ],
  }),
  reloading: () => ({ status: { type: 'reloading' }, models: [busy()] }),
  connecting: () => unheard({ type: 'connecting' }),
  'no-dash': () => unheard({ type: 'no-dash', url: 'https://example.org/news' }),
  'not-enabled': () => unheard({ type: 'not-enabled', origin: 'https://dash.example.org' }),
  restricted: () => unheard({ type: 'restricted', url: 'chrome://extensions' }),
  waiting: () => unheard({ type: 'waiting', url: 'http://localhost:8050' }),
  updated: () => unheard({ type: 'extension-updated' }),
  unsupported: () => unheard({ type: 'unsupported' }),
};
