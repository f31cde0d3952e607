import { formatCount } from '../../figures';

/** The frame around the views: top bar, keys, notices. */
export const SHELL_TEXTS = {
  /** Messages that failed validation. */
  garbage: (count: number): string =>
    `The page sent ${formatCount(count, 'message')} of an unknown form; they were left out. If the extension was just updated, reload the page.`,
  keyWalk: 'Walk through calls, callbacks, jobs, patterns and problems',
  keyEdges: 'Walk along the edges of the graph, open and close rows',
  keyOpen: 'Open what is selected',
  keyClose: 'Close the inspector, then clear the selection',
  keyNeighbours: 'Previous and next call of the same callback',
  keyFocus: 'Focus the graph on the selection',
  keyPause: 'Pause or resume recording',
  keyHelp: 'Show these keys',
  pick: 'Pick a component in the page',
  picking: 'Click something in the page, or press Esc',
  pickTitle: 'Pick a component in the page to see the callbacks that read and write it',
  pickingStatus: 'Click something in the page, or press Escape',
  closeInspector: 'Close the inspector',
  product: 'Dash Callback DevTools',
  clear: 'Clear the recording',
  reload: 'Reload the page',
  beforeReload: (app: string): string => `${app} (before the reload)`,
  closeFile: 'Close this file',
  eventsDropped: (count: number): string =>
    `The page dropped ${formatCount(count, 'event')} before the panel could read them, so the oldest calls may be incomplete.`,
  dismiss: 'Dismiss this notice',
  enable: 'Enable on this site',
  /** Names of views, as in "The … could not be drawn". */
  listView: 'list of callbacks',
  callsView: 'list of calls',
  jobsView: 'list of jobs',
  patternsView: 'list of patterns',
  problemsView: 'list of problems',
};
