import type { CallbackKind, Outcome } from '../../trace/types';

/** One word for an outcome: Dash's own where it has one. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  updated: 'updated',
  partial: 'partial',
  no_update: 'no_update',
  prevented: 'prevented',
  error: 'error',
  unreadable: 'unreadable',
  discarded: 'discarded',
  cancelled: 'cancelled',
  pending: 'running',
  merged: 'merged',
  superseded: 'superseded',
  circular: 'circular',
  outputs_missing: 'outputs missing',
  inputs_missing: 'inputs missing',
  group_dropped: 'group dropped',
  not_hydrated: 'not started',
};

/** What each outcome means, for the `?` next to it. */
export const OUTCOME_MEANINGS: Readonly<Record<Outcome, string>> = {
  updated: 'The call returned a value for every output, and the page shows them.',
  partial: 'The call wrote some of its outputs and returned no_update for the others.',
  no_update: 'The call ran and returned no_update for all outputs, so none of them changed.',
  prevented: 'The function ran and raised PreventUpdate, so its outputs did not change.',
  error: 'The function raised an exception or the request failed. The outputs did not change.',
  unreadable:
    'The response is not one that Dash can read: it may be a login page, or it broke off. Dash waits forever, and whether the function ran is not known.',
  discarded:
    'The call ran, but its result was discarded: a newer call replaced it, or its outputs were removed from the page.',
  cancelled: 'The background job was cancelled before it finished.',
  pending: 'The call has not finished yet.',
  merged: 'Dash merged this request into another one for the same outputs. It never ran on its own.',
  superseded: 'A newer request for the same outputs replaced this one before it was sent.',
  circular: 'Running it would have closed a cycle of callbacks, so Dash skipped it.',
  outputs_missing: 'None of its outputs was on the page, so there was nothing to update.',
  inputs_missing: 'Its inputs were not on the page, so Dash did not run it.',
  group_dropped: 'The calls it waited for changed none of its inputs, so Dash skipped it at page load.',
  not_hydrated: 'It was requested before the app had started. Dash runs no callbacks until then.',
};

export const KIND_WORDS: Readonly<Record<CallbackKind, string>> = {
  server: 'server',
  clientside: 'clientside',
  background: 'background',
};

/** Two sentences about each term that has a `?` next to it. */
export const TERMS = {
  triggered:
    'The properties whose change made this call run, as ctx.triggered lists them. On the initial call nothing triggered it, and Python sees a falsy list.',
  inputs: 'Input values at the moment of the call. A change of any of them triggers the callback.',
  states:
    'State values at the moment of the call. They are passed to the callback, but a change of them never triggers it.',
  returned: 'What the function returned for each output. Outputs marked no_update did not change.',
  no_update:
    'The function returned dash.no_update for this output. The property keeps its value, and nothing that depends on it runs.',
  patch:
    'The function returned a Patch: a list of changes instead of a whole value. Dash applies them to what is on the page.',
  phases:
    'Where the time went, from the request to the screen. Waiting, network, parsing, applying and painting are measured in the page; server time is what the server reports.',
  initial:
    'Dash runs callbacks once when their outputs first appear on the page. prevent_initial_call=True turns this off.',
  match: 'The values of MATCH in this call. Each set of values has its own call.',
  context:
    'What dash.ctx holds inside the function, field by field. Large values stay in the page until you open them.',
  args_grouping:
    'The names and nesting of the function arguments. No version of Dash sends them; the companion package reports them.',
  outcome: 'How a call ended. Some requests end before they run, because Dash merges or drops them.',
  kind: 'Where the function runs: on the server, in the page (clientside), or as a background job. The mark is solid, double or thick.',
  running:
    'Properties Dash sets when a call of this callback starts and sets again when it is over, as running= declares. They are not outputs, but they trigger callbacks that have them as an Input.',
  p95: 'Nineteen of twenty recent calls were at least this fast. It shows slow calls that an average hides.',
  p50: 'Half of all calls finished within this time.',
  total:
    'The time of all calls together, from request to end. A fast callback that is called a thousand times ranks high here.',
  self: 'Time after the requests were sent, excluding the wait for other callbacks or a free slot.',
  set_props:
    'Properties the function wrote with set_props, in addition to its outputs. They are not part of its declaration.',
  setOff: 'Calls that ran because this one wrote one of their inputs.',
} as const;

export type TermName = keyof typeof TERMS;
