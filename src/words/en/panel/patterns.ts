import { formatClock, formatCount, formatNumber } from '../../figures';

/** The view of patterns. */
export const PATTERNS_TEXTS = {
  emptyTitle: 'No patterns in this app',
  empty:
    'A callback uses a pattern when one of its ids is a dictionary with MATCH, ALL or ALLSMALLER. The components that each pattern matches and the instances of MATCH appear here as soon as the app declares one.',
  idsMissing:
    'The page has not reported its component ids yet. The components that the patterns match appear as soon as it does.',
  idsNotRecorded:
    'This recording does not say which component ids were on the page: the patterns are shown as declared, with the calls that were recorded.',
  noMatchTitle: 'No matching patterns',
  noMatch: 'No callback, id or instance matches the search.',
  doesNotMatch: (why: string): string => `does not match: ${why}`,
  /** `at`: milliseconds of the trace. */
  lastChange: (at: number, added: number, removed: number): string =>
    `Last change at ${formatClock(at)}: ${formatCount(added, 'component')} added, ${formatNumber(removed)} removed`,
  noIds: 'The ids it matches were not recorded.',
  notOnPage: 'It is no longer on the page.',
  notCalled: 'It has not been called yet.',
};
