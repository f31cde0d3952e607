import type { JsonValue } from '../../../src/lib/json';
import type { EventOf } from '../../../src/protocol/events';

/** The merged `ids` events of one renderer that the ring forgot. */
export interface IdsSummary {
  readonly add: (event: EventOf<'ids'>) => void;
  /** All ids as of the latest event added, with its number and time. */
  readonly event: () => EventOf<'ids'>;
}

export function sumUpIds(): IdsSummary {
  const strings = new Set<string>();
  const families = new Map<string, readonly JsonValue[]>();
  let shared: EventOf<'ids'>['shared'];
  let latest: EventOf<'ids'>;
  return {
    add(event) {
      latest = event;
      for (const id of event.removed) strings.delete(id);
      for (const id of event.added) strings.add(id);
      shared = event.shared ?? shared;
      for (const [keys, list] of Object.entries(event.families)) families.set(keys, list);
    },
    event: () => ({
      ...latest,
      added: [...strings],
      removed: [],
      families: Object.fromEntries(families),
      ...(shared === undefined ? {} : { shared }),
      whole: true,
    }),
  };
}
