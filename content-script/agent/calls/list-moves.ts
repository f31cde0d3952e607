import type { ListName } from './end-reason';
import { isInstance, type ForeignAction, type CallbackInstance } from '../taps/renderer-types';

const LISTS: { readonly [name: string]: ListName } = {
  Requested: 'requested',
  Prioritized: 'prioritized',
  Blocked: 'blocked',
  Executing: 'executing',
  Watched: 'watched',
  Executed: 'executed',
  Stored: 'stored',
};

/** What an action does, by its full type: this is looked up for every action while the page waits. */
const CHANGES: ReadonlyMap<unknown, { readonly list: ListName; readonly isAdd: boolean }> = new Map(
  ['Add', 'Remove'].flatMap((what) =>
    Object.entries(LISTS).map(([name, list]) => [`Callbacks.${what}${name}`, { list, isAdd: what === 'Add' }]),
  ),
);

/** An object that enters one of the renderer's lists, or leaves it. */
export interface Move {
  readonly list: ListName;
  readonly instance: CallbackInstance;
}

/** What a `Callbacks.*` action adds to lists and removes from them, in order. */
export function movesOf(action: ForeignAction): { readonly added: readonly Move[]; readonly removed: readonly Move[] } {
  const added: Move[] = [];
  const removed: Move[] = [];
  collect(action, added, removed);
  return { added, removed };
}

/** `Callbacks.Aggregate` holds the others and nulls (docs/dash-internals.md#aggregate). */
function collect({ type, payload }: ForeignAction, added: Move[], removed: Move[]): void {
  if (!Array.isArray(payload)) return;
  if (type === 'Callbacks.Aggregate') {
    for (const part of payload as readonly (ForeignAction | null)[]) if (part !== null) collect(part, added, removed);
    return;
  }
  const change = CHANGES.get(type);
  if (change === undefined) return;
  const { list, isAdd } = change;
  for (const instance of payload as readonly unknown[]) {
    if (isInstance(instance)) (isAdd ? added : removed).push({ list, instance });
  }
}
