import type { Locator } from '@playwright/test';

import { stringifyId, type AnyId } from '../../../src/dash/component-id';
import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import type { LogLine } from '../servers/dash-server';
import type { Panel } from '../browsers/panel-browser';

/** What the Patterns view shows of one callback or one of its instances: per pattern the prop ids, in order. */
export interface ShownPatterns {
  readonly callback: string;
  /** `null` for the callback as a whole, else the label of the instance, `index=3`. */
  readonly instance: string | null;
  /** Of an instance: its number of calls. */
  readonly calls: number | null;
  readonly patterns: readonly (readonly string[])[];
}

interface ShownRow {
  readonly index: number;
  readonly type: string;
  readonly whole: string;
  readonly label: string;
  readonly calls: string;
}

const tree = (panel: Panel): Locator => panel.getByRole('treegrid', { name: 'Patterns' });

/** Goes through the rows from first to last: rows out of view are not in the document. */
async function walk(panel: Panel, visit: () => Promise<void>): Promise<void> {
  const scroll = (from: 'top' | 'here'): Promise<boolean> =>
    tree(panel).evaluate(async (element, place) => {
      const before = element.scrollTop;
      element.scrollTop = place === 'top' ? 0 : before + element.clientHeight / 2;
      // Two frames: one in which the view gets it, one in which it has drawn the rows.
      await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
      return element.scrollTop !== before;
    }, from);
  await scroll('top');
  do await visit();
  while (await scroll('here'));
}

/** Opens the view and in it every pattern and every instance. */
export async function openPatterns(panel: Panel): Promise<void> {
  await panel.getByRole('tab', { name: 'Patterns' }).click();
  const closed = tree(panel).locator(
    '[role="row"][aria-expanded="false"]:is([data-row="pattern"], [data-row="instance"])',
  );
  await walk(panel, async () => {
    while ((await closed.count()) > 0) await closed.first().click();
  });
}

/** Everything that the open view shows, read from its rows. */
export async function readPatterns(panel: Panel): Promise<readonly ShownPatterns[]> {
  const rows = new Map<number, ShownRow>();
  await walk(panel, async () => {
    for (const row of await readRows(panel)) rows.set(row.index, row);
  });
  const shown: { callback: string; instance: string | null; calls: number | null; patterns: string[][] }[] = [];
  for (const { type, whole, label, calls } of [...rows.values()].sort((a, b) => a.index - b.index)) {
    const current = shown.at(-1);
    if (type === 'callback') shown.push({ callback: whole, instance: null, calls: null, patterns: [] });
    else if (type === 'instance' && current)
      shown.push({ callback: current.callback, instance: label, calls: Number(calls), patterns: [] });
    else if (type === 'pattern') current?.patterns.push([]);
    else if (type === 'id') current?.patterns.at(-1)?.push(whole);
  }
  return shown;
}

const readRows = (panel: Panel): Promise<readonly ShownRow[]> =>
  tree(panel)
    .getByRole('row')
    .evaluateAll((elements) =>
      elements.map((element) => ({
        index: Number(element.getAttribute('aria-rowindex')),
        type: element.getAttribute('data-row') ?? '',
        whole: element.querySelector('.ui-id')?.getAttribute('title') ?? '',
        label: element.querySelector('.patterns-label')?.textContent ?? '',
        calls: element.querySelector('[data-label="calls"]')?.textContent ?? '',
      })),
    );

/** The same of one call, from the server's own log: outputs, inputs, state, those with object ids. */
export function patternsInLog({
  output,
  outputs_list,
  inputs_list,
  states_list,
}: LogLine): readonly (readonly string[])[] {
  const outputs = output.startsWith('..') ? toList(outputs_list) : [outputs_list];
  return [...outputs, ...toList(inputs_list), ...toList(states_list)]
    .filter(hasObjectIds)
    .map((entry) => toList(entry).map(propIdOf));
}

/** One item per dependency; what Dash sends as one is one. */
export const toList = (entry: JsonValue): readonly JsonValue[] =>
  Array.isArray(entry) ? (entry as readonly JsonValue[]) : [entry];

const hasObjectIds = (entry: JsonValue): boolean =>
  Array.isArray(entry) || (isJsonObject(entry) && isJsonObject(entry['id']));

function propIdOf(entry: JsonValue): string {
  if (!isJsonObject(entry)) throw new Error(`not a dependency: ${JSON.stringify(entry)}`);
  return `${stringifyId(entry['id'] as AnyId)}.${entry['property'] as string}`;
}
