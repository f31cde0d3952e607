import { formatCount, formatNumber } from '../../figures';

/** The Problems view, apart from the findings themselves. */
export const PROBLEMS_TEXTS = {
  showFinding: (title: string): string => `Show in the graph: ${title}`,
  showCallback: 'Show the callback in the graph',
  showCallbacks: 'Show the callbacks in the graph, with the connections between them',
  show: 'Show in the graph',
  unmute: 'Count and show it again',
  mute: 'Do not show this problem for this app any more',
  why: 'Why it matters',
  fix: 'How to fix',
  inDeclarations: 'the declarations of the app, without any call',
  listCalls: (count: number, areLast: boolean): string => {
    if (count === 1) return 'Show it in the list of calls';
    return `Show ${areLast ? `the last ${formatNumber(count)} calls` : formatCount(count, 'call')} in the list`;
  },
  openCall: (call: string): string => `Call ${call}: open it`,
  emptyTitle: 'No problems found',
  noCalls: 'No calls yet. Use the app: errors, slow callbacks, loops and conflicts appear here as it runs.',
  empty: (calls: number): string =>
    `Nothing was found in ${formatCount(calls, 'call')}. Errors, slow callbacks, loops and conflicts appear here, each with the calls they were seen in.`,
  noMatchTitle: 'No matching problems',
  noMatch: 'Nothing matches the search.',
  allMuted: 'All problems are muted.',
};
