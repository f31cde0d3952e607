import type { Wave } from '../../../src/analysis/waves';
import type { CallId } from '../../../src/trace/types';

/** A row of the table: a wave, or one of its calls. */
export type TableRow =
  | { readonly type: 'wave'; readonly key: string; readonly wave: Wave }
  | { readonly type: 'call'; readonly key: string; readonly call: CallId; readonly wave: Wave };

/** Waves, each followed by its calls, in the order of time. Calls that left the range are left out, with empty waves. */
export function toTableRows(waves: readonly Wave[], isShown: (call: CallId) => boolean): readonly TableRow[] {
  const rows: TableRow[] = [];
  for (const wave of waves) {
    const calls = wave.calls.filter(isShown);
    if (calls.length === 0) continue;
    rows.push({ type: 'wave', key: `wave-${wave.id}`, wave });
    for (const call of calls) rows.push({ type: 'call', key: call, call, wave });
  }
  return rows;
}
