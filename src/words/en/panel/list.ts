import { formatCount, formatNumber } from '../../figures';

/** The list of callbacks. */
export const LIST_TEXTS = {
  hiddenInGraph: 'hidden in graph',
  showInGraph: (name: string): string => `Show ${name} in the graph again`,
  noCalls: 'no call yet',
  onlyHidden: 'Every callback of this app is declared with hidden=True, by Dash or by the app itself.',
  empty:
    'Every callback that the app declares appears here, with what it reads and writes. Dash sends the list when the page loads.',
  noMatchTitle: 'No matching callbacks',
  noMatch: 'No callback has the search text in its name or in one of its properties.',
  hidden: (count: number, isShown: boolean): string =>
    isShown ? `, ${formatNumber(count)} of them hidden` : `, ${formatNumber(count)} more hidden`,
  showAll: (callbacks: number): string => `Show all ${formatCount(callbacks, 'callback')}`,
  hiddenTitle: 'Callbacks declared with hidden=True, by Dash (pages, background jobs) or by the app itself',
  phases: 'Where the time went',
};
