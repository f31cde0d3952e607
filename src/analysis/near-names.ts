import { nearestIds } from '../dash/nearest-ids';

/** Properties that most callbacks use: a misspelled one is usually one of these. */
const OFTEN_USED = [
  'children',
  'value',
  'options',
  'data',
  'figure',
  'n_clicks',
  'n_intervals',
  'style',
  'className',
  'disabled',
  'hidden',
  'checked',
  'clickData',
  'hoverData',
  'selectedData',
  'relayoutData',
  'contents',
  'filename',
  'pathname',
  'search',
  'href',
  'is_open',
  'rowData',
  'selectedRows',
  'columns',
];

/** The often used property with the most similar spelling, if there is one. */
export const nearestNames = (property: string): readonly string[] => nearestIds(property, OFTEN_USED).slice(0, 1);
