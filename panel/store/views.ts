import { SHELL_TEXTS } from '../../src/words/panel';

/**
 * The views of the panel, in the order of their tabs; the first nine have the keys 1 to 9. What is drawn for each is in
 * `panel/shell/view-components.tsx`, because the store may not import a view.
 *
 * `what` continues the sentence "The … could not be drawn."
 */
export const VIEWS = [
  { name: 'graph', title: 'Graph', what: 'graph' },
  { name: 'list', title: 'List', what: SHELL_TEXTS.listView },
  { name: 'calls', title: 'Calls', what: SHELL_TEXTS.callsView },
  { name: 'timeline', title: 'Timeline', what: 'timeline' },
  { name: 'jobs', title: 'Jobs', what: SHELL_TEXTS.jobsView },
  { name: 'patterns', title: 'Patterns', what: SHELL_TEXTS.patternsView },
  { name: 'problems', title: 'Problems', what: SHELL_TEXTS.problemsView },
] as const;

export type ViewName = (typeof VIEWS)[number]['name'];

/** The view that is shown until the user chooses another. */
export const FIRST_VIEW: ViewName = VIEWS[0].name;

/** The name of a view, if there is one of that name. */
export const parseViewName = (value: unknown): ViewName | null =>
  VIEWS.find(({ name }) => name === value)?.name ?? null;

/** The view that a key brings up. */
export const viewOfKey = (key: string): ViewName | null =>
  /^[1-9]$/.test(key) ? (VIEWS[Number(key) - 1]?.name ?? null) : null;
