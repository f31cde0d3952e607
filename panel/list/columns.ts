import type { TermName } from '../../src/words/terms';
import { LIST_TEXTS } from '../../src/words/panel';
import type { ListSortColumn } from './to-list-rows';

export interface Column {
  readonly title: string;
  readonly sort?: ListSortColumn;
  readonly term?: TermName;
  readonly figures?: true;
}

/** What the list shows of each callback: its connections, or how long its calls took. */
export const LIST_MODES = ['connections', 'times'] as const;
export type ListMode = (typeof LIST_MODES)[number];

export const COLUMNS: Readonly<Record<ListMode, readonly Column[]>> = {
  connections: [
    { title: 'Callback', sort: 'name' },
    { title: 'Kind', sort: 'kind', term: 'kind' },
    { title: 'Inputs' },
    { title: 'State' },
    { title: 'Outputs' },
    { title: 'Calls', sort: 'count', figures: true },
    { title: 'Errors', sort: 'errors', figures: true },
    { title: 'Last', sort: 'last', figures: true },
    { title: 'p95', sort: 'p95', term: 'p95', figures: true },
    { title: 'Now', sort: 'live' },
  ],
  times: [
    { title: 'Callback', sort: 'name' },
    { title: 'Kind', sort: 'kind', term: 'kind' },
    { title: 'Calls', sort: 'ran', figures: true },
    { title: 'p50', sort: 'p50', term: 'p50', figures: true },
    { title: 'p95', sort: 'slow', term: 'p95', figures: true },
    { title: 'Max', sort: 'max', figures: true },
    { title: 'Total', sort: 'total', term: 'total', figures: true },
    { title: 'Self', sort: 'self', term: 'self', figures: true },
    { title: LIST_TEXTS.phases, term: 'phases' },
  ],
};
