import type { ComponentType } from 'react';
import { CallsView } from '../calls/CallsView';
import { GraphView } from '../graph/GraphView';
import { JobsView } from '../jobs/JobsView';
import { ListView } from '../list/ListView';
import { PatternsView } from '../patterns/PatternsView';
import { ProblemsView } from '../problems/ProblemsView';
import type { ViewName } from '../store/views';
import { TimelineView } from '../timeline/TimelineView';

/** What is drawn for each view of `panel/store/views.ts`. */
export const VIEW_COMPONENTS: Readonly<Record<ViewName, ComponentType>> = {
  graph: GraphView,
  list: ListView,
  calls: CallsView,
  timeline: TimelineView,
  jobs: JobsView,
  patterns: PatternsView,
  problems: ProblemsView,
};
