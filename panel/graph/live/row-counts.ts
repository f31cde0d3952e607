import type { TraceModel } from '../../../src/trace/model';
import type { PropActivity, PropId } from '../../../src/trace/types';
import type { RowId } from '../card-graph';
import type { RowFinder } from './row-finder';

/** How often the properties behind a row changed, and how many components it covers so far. */
export interface RowCount {
  readonly changes: number;
  readonly ids: number;
}

export interface RowCounts {
  readonly countOf: (row: RowId) => RowCount;
  /** Counts what was written since the last time. */
  readonly count: (model: TraceModel) => void;
  readonly forget: () => void;
}

const NEVER: RowCount = { changes: 0, ids: 0 };

/** The recording that was counted last, and how many of its writes. */
interface Counted {
  readonly props: TraceModel['props'] | null;
  readonly writes: number;
}
const NOT_COUNTED: Counted = { props: null, writes: 0 };

/** @param notify is called with the row whose count changed */
export function createRowCounts(rowsOf: RowFinder, notify: (row: RowId) => void): RowCounts {
  const counts = new Map<RowId, RowCount>();
  const seenProps = new Map<PropId, PropActivity>();
  let counted = NOT_COUNTED;

  /**
   * What may have changed since the last count: only new writes, unless this is another recording or there are too
   * many.
   */
  function touchedProps({ props, written }: TraceModel): Iterable<PropId> {
    const isSame = counted.props === props && written !== undefined && counted.writes >= written.from;
    const since = isSame ? new Set(written.props.slice(counted.writes - written.from)) : props.keys();
    counted = { props, writes: written === undefined ? 0 : written.from + written.props.length };
    return since;
  }

  function forget(): void {
    seenProps.clear();
    counted = NOT_COUNTED;
    const old = [...counts.keys()];
    counts.clear();
    old.forEach(notify);
  }

  return {
    countOf: (row) => counts.get(row) ?? NEVER,
    count(model) {
      // Cleared, reloaded, or the oldest were dropped: what was counted is gone.
      if (model.props.size < seenProps.size) forget();
      const changed = new Set<RowId>();
      for (const prop of touchedProps(model)) {
        const activity = model.props.get(prop);
        const before = seenProps.get(prop);
        if (activity === undefined || before === activity) continue;
        seenProps.set(prop, activity);
        for (const row of rowsOf(prop)) {
          const count = counts.get(row) ?? NEVER;
          counts.set(row, {
            changes: count.changes + activity.changes - (before?.changes ?? 0),
            ids: count.ids + (before ? 0 : 1),
          });
          changed.add(row);
        }
      }
      changed.forEach(notify);
    },
    forget,
  };
}
