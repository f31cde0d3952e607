import { formatCount } from '../../figures';

/** The toolbar of the graph and its menu of what is shown. */
export const GRAPH_TOOLBAR_TEXTS = {
  find: 'Find in the graph',
  findHint: 'Find a callback or id',
  focus: 'Show only what leads to the selection and follows from it (f)',
  unfocus: 'Show everything again (f)',
  hideObserved: 'Hide observed writes: what calls wrote in addition to their outputs',
  showObserved: 'Show observed writes: what calls wrote in addition to their outputs',
  hideHidden: 'Hide callbacks declared with hidden=True',
  showHidden: (count: number): string =>
    `Also show ${formatCount(count, 'callback')} declared with hidden=True, by Dash or by the app`,
  closeGroup: (name: string): string => `Close the group ${name}`,
  unpin: 'Unpin the selected callback',
  pin: 'Pin the selected callback: show only pinned callbacks and what is near them',
  hideProp: 'Hide the selected property in this graph',
  hideCallback: 'Hide the selected callback in this graph',
  byFamily: 'component family (ids that start alike)',
  byPage: 'page of the app (visited pages only)',
  shown: 'What is shown',
  shownTitle: 'What is shown: groups, hub properties, hidden and pinned callbacks',
  hubsNote: 'Their edges are hidden by default.',
  /** A number of steps follows. */
  onlyPinned: 'Only these and what is within',
  hiddenTitle: 'Hidden in the graph (still in the list)',
  showAllHidden: 'Show all of them',
};
