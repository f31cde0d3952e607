export const OUTCOMES = [
  'updated',
  'partial',
  'no_update',
  'prevented',
  'error',
  'unreadable',
  'discarded',
  'cancelled',
  'pending',
  'merged',
  'superseded',
  'circular',
  'outputs_missing',
  'inputs_missing',
  'group_dropped',
  'not_hydrated',
] as const;
/**
 * How a call ended. `unreadable`: the response was not written by Dash, and the renderer keeps waiting. From `merged`
 * on: requests that never ran.
 */
export type Outcome = (typeof OUTCOMES)[number];
