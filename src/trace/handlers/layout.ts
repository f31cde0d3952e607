import { toMilliseconds } from '../../lib/brand';
import type { JsonValue } from '../../lib/json';
import type { AgentEvent } from '../../protocol/events';
import { addEvent, type TraceState } from '../state';

/** How many ids of a change are named in the trace's events. */
const MOST_NAMED = 50;

/** Which component ids are in the layout, and what each change of the layout added and removed. */
export function handleLayout(state: TraceState, event: AgentEvent): void {
  if (event.type !== 'ids') return;
  const { added, removed } = event;
  const known = event.whole === true ? null : state.layout;
  const strings = new Set(known?.strings ?? []);
  for (const id of removed) strings.delete(id);
  for (const id of added) strings.add(id);

  const families = new Map(known?.families ?? []);
  const came = [...added];
  const went = [...removed];
  for (const [keys, list] of Object.entries(event.families)) {
    const now = list.filter((values): values is readonly JsonValue[] => Array.isArray(values));
    const before = families.get(keys) ?? [];
    came.push(...missingFrom(now, before, keys));
    went.push(...missingFrom(before, now, keys));
    if (now.length === 0) families.delete(keys);
    else families.set(keys, now);
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

type Values = readonly JsonValue[];

function missingFrom(list: readonly Values[], other: readonly Values[], keys: string): readonly string[] {
  const known = new Set(other.map((values) => JSON.stringify(values)));
  const names = keys.split(',');
  return list
    .filter((values) => !known.has(JSON.stringify(values)))
    .map((values) => JSON.stringify(Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]))));
}
