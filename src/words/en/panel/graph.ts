import { formatCount, formatNumber } from '../../figures';

/** Paths that a title lists. */
const MOST_PATHS = 4;

interface Instances {
  readonly ran: number;
  readonly present: number | null;
}

/** The cards of the graph, its notes and empty states. */
export const GRAPH_TEXTS = {
  allHiddenTitle: 'Everything is hidden',
  allHidden: 'All callbacks of this graph are hidden.',
  stopHighlighting: 'Stop highlighting (Esc)',
  showAll: (callbacks: number): string => `Show all ${formatCount(callbacks, 'callback')}`,
  all: (callbacks: number): string => `All ${formatCount(callbacks, 'callback')}`,
  pinned: (shown: number, all: number, pinned: number, steps: number): string =>
    `${formatNumber(shown)} of ${formatCount(all, 'callback')}: ${formatNumber(pinned)} pinned, and all within ${formatCount(steps, 'step')}`,
  ofThisPage: (shown: number, all: number): string =>
    `${formatNumber(shown)} of ${formatCount(all, 'callback')}: those of this page`,
  sharedFainter: (count: number): string => `, ${formatNumber(count)} shared with other pages fainter`,
  onlyThisPage: 'Only this page',
  onlyHidden:
    'Every callback of this app is declared with hidden=True. Dash does this for the callbacks it adds for pages and background jobs; an app can do it too.',
  empty: 'The app’s callbacks and the properties they connect appear here and light up as they run.',
  emptyHowTo: 'Declare one with @callback in Python and reload the page.',
  hub: (readers: number, name: string): string => `feeds ${formatNumber(readers)}: edges of ${name} to its callbacks`,
  hubTitle: (readers: number, isClosed: boolean): string =>
    `${formatCount(readers, 'callback')} read it. ${isClosed ? 'Their edges are hidden by default. Click to show them.' : 'Click to hide their edges.'}`,
  observedLabel: (name: string, origins: readonly string[], changes: number): string =>
    `observed property ${name}, written by ${origins.join(', ')}, ${formatCount(changes, 'change')}`,
  observedTitle: (props: readonly string[], origins: readonly string[]): string =>
    `${props.join('\n')}\nNo callback declares this property, but it was written (${origins.join(', ')})`,
  shared: 'shared with other pages',
  groupLabel: (group: string): string => `${group}; press Enter to open it`,
  groupTitle: (group: string): string => `${group}\nClick or press Enter to open it`,
  noCalls: 'no calls yet',
  /** `6 of 14` instances of a callback; `present` is `null` while the ids on the page are not known. */
  instances: ({ ran, present }: Instances): string => {
    if (present === null) return ran === 0 ? '' : `${ran} ran`;
    return `${ran} of ${present}`;
  },
  instancesRan: ({ ran, present }: Instances): string =>
    present === null ? `${ran} instances ran` : `${ran} of ${present} instances ran`,
  openInstances: (callback: string, share: string): string => `open instances of ${callback}, ${share}`,
  noInstances: 'No instance has run yet. There is one for each set of MATCH values on the page.',
  noChanges: 'no changes yet',
  openComponents: (component: string, count: number): string =>
    `open components of ${component}, ${count} on the page now`,
  idsOnPage: (count: number): string => `${formatCount(count, 'component')} on the page now`,
  noIds: 'No component on the page has an id that matches this pattern.',
  moreInPatterns: (count: number): string => `and ${count} more; see Patterns`,
  /** Shared by the pages with these paths, for the accessible name of a card. */
  sharedBy: (pages: readonly string[]): string =>
    pages.length === 0 ? 'belongs to no page seen so far' : `shared by ${formatCount(pages.length, 'page')}`,
  /** The same as a sentence, with the paths. */
  sharedByTitle: (pages: readonly string[]): string => {
    if (pages.length === 0) return 'Belongs to no page of the app seen so far';
    const more = pages.length - MOST_PATHS;
    return `Shared by ${formatCount(pages.length, 'page')} of the app: ${pages.slice(0, MOST_PATHS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  },
  unseenPage: 'not seen on a page yet',
};
