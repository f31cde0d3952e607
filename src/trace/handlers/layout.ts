import { toMilliseconds } from '../../lib/brand';
import type { JsonValue } from '../../lib/json';
import type { AgentEvent, EventOf } from '../../protocol/events';
import type { Owned } from '../state';
import type { LayoutIds } from '../types';
import { sliceHandler } from './handler';
import { addEvent, noteForgotten } from './log';

/** How many ids of a change are named in the trace's events. */
const MOST_NAMED = 50;

/** A limit that no page reaches. */
const MOST_IDS = 500_000;

/** Which component ids are in the layout, and what each change of the layout added and removed. */
export const layoutHandler = sliceHandler({
  name: 'layout',
  // They compare the ids with those of before.
  after: ['causes'],
  create: () => ({ layout: null }),
  limits: {},
  outlivesClear: true,
  handle,
});

function handle(state: Owned<'layout'>, event: AgentEvent): void {
  if (event.type !== 'ids') return;
  const { added, removed } = event;
  const known = event.whole === true ? null : state.layout;
  const strings = new Set(known?.strings ?? []);
  for (const id of removed) strings.delete(id);
  for (const id of added) strings.add(id);
  noteForgotten(state, 'layout', keepFirst(strings));

  const { added: came, removed: went } = layoutChangeOf(known, event);
  const families = new Map(known?.families ?? []);
  for (const [keys, list] of Object.entries(event.families)) {
    const now = list.filter((values): values is readonly JsonValue[] => Array.isArray(values));
    if (now.length === 0) families.delete(keys);
    else families.set(keys, now.slice(0, MOST_IDS));
  }
  const isFirst = known === null;
  state.layout = { strings, families };
  if (isFirst || (came.length === 0 && went.length === 0)) return;
  addEvent(state, {
    at: toMilliseconds(event.at),
    type: 'layout',
    what: 'components',
    added: came.slice(0, MOST_NAMED),
    removed: went.slice(0, MOST_NAMED),
    addedCount: came.length,
    removedCount: went.length,
  });
}

/** The ids that are new on the page and those that left it. */
export function layoutChangeOf(
  known: LayoutIds | null,
  { added, removed, families }: EventOf<'ids'>,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const lists = Object.entries(families).map(([keys, list]) => ({
    keys,
    now: list.filter((values): values is readonly JsonValue[] => Array.isArray(values)),
    before: known?.families.get(keys) ?? [],
  }));
  return {
    added: [...added, ...lists.flatMap(({ keys, now, before }) => missingFrom(now, before, keys))],
    removed: [...removed, ...lists.flatMap(({ keys, now, before }) => missingFrom(before, now, keys))],
  };
}

/** Removes what is above the limit; returns how many that were. */
function keepFirst(ids: Set<string>): number {
  if (ids.size <= MOST_IDS) return 0;
  const surplus = [...ids].slice(MOST_IDS);
  for (const id of surplus) ids.delete(id);
  return surplus.length;
}

type Values = readonly JsonValue[];

function missingFrom(list: readonly Values[], other: readonly Values[], keys: string): readonly string[] {
  const known = new Set(other.map((values) => JSON.stringify(values)));
  const names = keys.split(',');
  return list
    .filter((values) => !known.has(JSON.stringify(values)))
    .map((values) => JSON.stringify(Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]))));
}
