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
/** How a call ended. `unreadable`: the response is none of Dash's; the renderer waits on for one. From `merged` on: requests that never ran. */
export type Outcome = (typeof OUTCOMES)[number];
