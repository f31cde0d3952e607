import { toMilliseconds } from '../../lib/brand';
import type { JsonValue } from '../../lib/json';
import type { AgentEvent, EventOf } from '../../protocol/events';
import type { Owned } from '../state';
import { callIdOf, type LayoutIds } from '../types';
import { newest, sliceHandler } from './handler';
import { addEvent, noteForgotten } from './log';
import { MOST_SHARED, sharedIds } from './shared-ids';

/** How many ids of a change are named in the trace's events. */
const MOST_NAMED = 50;

/** Components whose writers are kept until the page reports its ids. */
const MOST_WRITTEN_TO = 20_000;

/** A limit that no page reaches. */
const MOST_IDS = 500_000;

/** Which component ids are in the layout, and what each change of the layout added and removed. */
export const layoutHandler = sliceHandler({
  name: 'layout',
  // They compare the ids with those of before.
  after: ['causes'],
  create: () => ({ layout: null, layoutWriters: new Map(), sharedNow: new Map() }),
  limits: { layoutWriters: newest(MOST_WRITTEN_TO), sharedNow: newest(MOST_SHARED) },
  outlivesClear: true,
  handle,
});

function handle(state: Owned<'layout'>, event: AgentEvent): void {
  if (event.type === 'props') noteWriter(state, event);
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
  const shared = sharedIds(state, event, state.layout?.shared ?? []);
  state.layoutWriters.clear();
  if (event.shared !== undefined) {
    state.sharedNow.clear();
    for (const { id, count } of event.shared) state.sharedNow.set(id, count);
  }
  state.layout = { strings, families, ...(shared.length === 0 ? {} : { shared }) };
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

/** A component may get others inside it by any write that is not its own; the values of outputs are not in the event. */
function noteWriter(state: Owned<'layout'>, { id, seq, call, origin, props }: EventOf<'props'>): void {
  if (id === '' || (origin === 'component' && !('children' in props))) return;
  const writer = call === null ? (state.writers.get(seq) ?? null) : callIdOf(call);
  const known = state.layoutWriters.get(id);
  if (known === undefined) state.layoutWriters.set(id, new Set([writer]));
  else known.add(writer);
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
