import type { CallbackSketch } from './fake-trace';

const item = (index: 'MATCH' | 'ALL' | number) => ({
  type: 'item',
  index: typeof index === 'number' ? index : [index],
});
const cell = (row: 'MATCH' | 'ALL', column: 'MATCH' | 'ALL') => ({ type: 'cell', row: [row], column: [column] });

const demo: readonly CallbackSketch[] = [
  {
    name: 'load_region',
    outputs: ['region-title.children', 'sales.data'],
    inputs: ['region.value', 'region.options'],
    state: ['user-prefs.data'],
  },
  { name: 'draw_chart', outputs: ['chart.figure'], inputs: ['sales.data'] },
  { outputs: [[item('MATCH'), 'children']], inputs: ['sales.data', [item('MATCH'), 'n_clicks']] },
  { name: 'ui.format_title', kind: 'clientside', outputs: ['region-title.title'], inputs: ['user-prefs.data'] },
  {
    name: 'train_model',
    kind: 'background',
    outputs: ['result.children'],
    inputs: ['start.n_clicks'],
    state: ['sales.data'],
    side: ['bar.value', 'bar.max'],
  },
  {
    name: 'on_hover',
    kind: 'clientside',
    outputs: ['hover-card.children'],
    inputs: ['chart.hoverData'],
    side: ['hover-card.style'],
  },
  { name: 'log_visit', outputs: [], inputs: ['region.value'] },
  { outputs: ['_pages_content.children'], inputs: ['_pages_location.pathname'], hidden: true },
];

const cycle: readonly CallbackSketch[] = [
  { name: 'celsius_to_fahrenheit', outputs: ['fahrenheit.value'], inputs: ['celsius.value'] },
  { name: 'fahrenheit_to_celsius', outputs: ['celsius.value'], inputs: ['fahrenheit.value'] },
  { name: 'append_log', outputs: ['log.children'], inputs: ['celsius.value'], state: ['log.children'] },
  { name: 'clamp', kind: 'clientside', outputs: ['slider.value'], inputs: ['slider.value'] },
  { name: 'sync', outputs: ['slider.value', 'input.value'], inputs: ['slider.value', 'input.value'] },
];

const patterns: readonly CallbackSketch[] = [
  { outputs: [[item('MATCH'), 'children']], inputs: [[item('MATCH'), 'n_clicks']] },
  {
    outputs: ['total.children'],
    inputs: [
      [item('ALL'), 'children'],
      [{ type: 'filter', index: ['ALL'] }, 'value'],
    ],
  },
  { outputs: [[{ type: 'filter', index: ['MATCH'] }, 'options']], inputs: ['dataset.value'] },
  {
    outputs: [[cell('MATCH', 'MATCH'), 'style']],
    inputs: [[cell('MATCH', 'ALL'), 'n_clicks']],
    state: [[item(3), 'children']],
  },
  {
    outputs: ['a-rather-long-component-identifier-of-a-real-application.children'],
    inputs: [[{ type: 'a-rather-long-component-type', index: ['ALL'] }, 'selectedData']],
  },
];

/** Three tiers with a store that feeds everything, as grown apps have. */
function grown(pages: number): CallbackSketch[] {
  const sketches: CallbackSketch[] = [];
  for (let page = 0; page < pages; page++) {
    for (let at = 0; at < 10; at++) {
      const id = `p${page}-${['region', 'sales', 'chart', 'table', 'map', 'title', 'export', 'notes', 'kpi', 'menu'][at]}`;
      sketches.push({
        name: `update_${id.replace('-', '_')}`,
        kind: at === 5 ? 'clientside' : at === 6 ? 'background' : 'server',
        outputs: [at % 3 === 0 ? `${id}.children` : `${id}.figure`],
        inputs:
          at === 0
            ? [`p${page}-filter.value`, 'session.data']
            : [`p${page}-filter.value`, `p${page}-region.children`].slice(at % 2),
        ...(at % 4 === 1 && { state: ['session.data'] }),
        ...(at === 3 && page % 2 === 0 && { side: [`${id}.title`, `p${page}-status.children`] }),
      });
    }
  }
  return sketches;
}

const hub: readonly CallbackSketch[] = [
  {
    name: 'collect',
    outputs: ['summary.children'],
    inputs: Array.from({ length: 200 }, (_, index) => `field-${index}.value`),
  },
];

export const GRAPH_SCENARIOS: { readonly [name: string]: readonly CallbackSketch[] } = {
  demo,
  cycle,
  patterns,
  hundred: grown(10),
  thousand: grown(115),
  hub,
  one: demo.slice(1, 2),
  empty: [],
};
