import { formatCount, formatNumber } from '../../figures';
import { code, say } from '../../parts';

/** The list of calls and its toolbar. */
export const CALLS_TEXTS = {
  /** `12 merged requests`, `40 requests for other pages`, or both; empty when there are none. */
  routine: ({ merged, otherPages }: { readonly merged: number; readonly otherPages: number }): string => {
    if (otherPages === 0) return merged === 0 ? '' : `Show ${formatCount(merged, 'merged request')}`;
    const elsewhere = `${formatCount(otherPages, 'request')} for other pages`;
    return merged === 0 ? `Show ${elsewhere}` : `Show ${formatNumber(merged)} merged, ${elsewhere}`;
  },
  routineTitle:
    'Dash merged these requests into another one, or their outputs are on other pages of the app. Requests that never ran for another reason are always listed.',
  emptyTitle: 'No calls yet',
  emptyPaused: 'Recording is paused. Resume it to see every call, including those made in the meantime.',
  empty: 'Every run of a callback appears here, newest last. Use the app, or reload the page to see the initial calls.',
  noMatchTitle: 'No matching calls',
  noMatch: 'No recorded call matches the search and the filters. Change them, or choose “Show all”.',
  onlyRoutine:
    'So far, there are only requests that Dash merged into others or whose outputs are on other pages. Use the checkbox above to list them.',
  noSavedFilters: 'No saved filters yet. Enter a search, then save it here.',
  querySyntax: say`In a property, ${code('*')} matches any text: ${code('prop:item[*].value')}. Quotes keep a value with spaces together: ${code('prop:"my id.value"')}. A call must match every term and word.`,
};
