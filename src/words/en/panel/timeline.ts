/** The timeline and its table of waves. */
export const TIMELINE_TEXTS = {
  showAll: 'Show the whole recording  0',
  asTableTitle: 'Show the timeline as a table',
  emptyTitle: 'Nothing on the timeline yet',
  emptyPaused: 'Recording is paused. Resume it to see everything, including what happened in the meantime.',
  empty:
    'Your actions, the calls they triggered, background jobs and long tasks of the page appear here as they happen. Use the app, or reload the page to see how it loads.',
  shownPart: 'Shown part of the recording',
  description:
    'A picture of every call as a bar in time. Left and right arrows walk from bar to bar, up and down between lanes, Enter opens the call in the inspector. The button “As table” shows the same as a table.',
  zoomIn: 'Zoom in to see each of them.',
  waves: 'Waves and their calls',
  noMatchTitle: 'No matching calls',
  noMatch: 'No recorded call matches the search, the filters and the time range.',
  onCriticalPath: 'Part of the chain that determined how long the wave took',
};
