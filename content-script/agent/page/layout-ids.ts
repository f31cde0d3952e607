import type { JsonValue } from '../../../src/lib/json';
import type { EventBody, SharedPlaces } from '../../../src/protocol/events';
import { boundedCopy } from '../record/bounded-copy';

interface ForeignPaths {
  readonly strs?: Readonly<Record<string, unknown>>;
  readonly objs?: Readonly<Record<string, readonly { readonly values?: unknown }[]>>;
}

/**
 * Reports which component ids are in the layout, when the page is idle: string ids as differences, object ids as the
 * whole list of their key set, in the renderer's order, because that is the order of ALL
 * (docs/dash-internals.md#all-order).
 * @param findShared ids that several components have, `undefined` if that could not be found out
 */
export function createLayoutIds(
  paths: () => unknown,
  idle: (run: () => void) => void,
  record: (body: EventBody) => void,
  findShared: () => readonly SharedPlaces[] | undefined,
): { readonly changed: () => void } {
  let known = new Set<string>();
  const families = new Map<string, readonly unknown[]>();
  let scheduled = false;
  let sharedBefore = '[]';

  const look = (): void => {
    scheduled = false;
    const { strs = {}, objs = {} } = (paths() ?? {}) as ForeignPaths;
    const now = new Set(Object.keys(strs));
    const added = [...now].filter((id) => !known.has(id));
    const removed = [...known].filter((id) => !now.has(id));
    known = now;
    const changed = changedFamilies(objs, families);
    const shared = findShared();
    const text = JSON.stringify(shared);
    const isOther = shared !== undefined && text !== sharedBefore;
    if (isOther) sharedBefore = text;
    if (added.length > 0 || removed.length > 0 || Object.keys(changed).length > 0 || isOther) {
      record({
        type: 'ids',
        added,
        removed,
        families: changed,
        ...(isOther ? { shared } : {}),
      });
    }
  };

  return {
    changed() {
      if (scheduled) return;
      scheduled = true;
      idle(look);
    },
  };
}

/** Key sets whose list is another array than before; the renderer makes a new one for every change. */
function changedFamilies(
  objs: NonNullable<ForeignPaths['objs']>,
  families: Map<string, readonly unknown[]>,
): Readonly<Record<string, readonly JsonValue[]>> {
  const changed: Record<string, readonly JsonValue[]> = {};
  for (const [keys, entries] of Object.entries(objs)) {
    if (families.get(keys) === entries) continue;
    families.set(keys, entries);
    changed[keys] = entries.map(({ values }) => boundedCopy(values));
  }
  for (const keys of families.keys()) {
    if (keys in objs) continue;
    families.delete(keys);
    changed[keys] = [];
  }
  return changed;
}
