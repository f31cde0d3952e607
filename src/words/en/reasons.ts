import type { CallReasonParams, JobReasonParams } from '../../trace/reason';
import { callNumber, code, listed, prop, say, sentences, type Text } from '../parts';
import type { TextsOf } from '../text-for';

const byCall = (by: Parameters<typeof callNumber>[0] | null, otherwise: string): Text =>
  by === null ? say`${otherwise}` : [callNumber(by)];

const UNREADABLE: Readonly<Record<CallReasonParams['unreadable_response']['what'], string>> = {
  empty: 'The response is empty.',
  html: 'The response is an HTML page, not the JSON of Dash.',
  truncated: 'The response is JSON that breaks off.',
  text: 'The response is a text, not the JSON of Dash.',
  json: 'The response is JSON, but not a response of Dash.',
  broken: 'The connection was lost before the response was complete.',
};

type SideTargets = CallReasonParams['side_targets_missing'];

const SIDE_TARGETS: Readonly<Record<Exclude<SideTargets['origin'], 'cancel'>, string>> = {
  set_props: 'It called set_props for',
  running: 'Its running= writes',
  progress: 'Its progress= writes',
};
const notHere = (props: SideTargets['props']): string =>
  `no component with ${props.length === 1 ? 'this id' : 'these ids'} was on the page`;

/** Why a call did not run, was not applied, or still waits. */
export const CALL_REASONS: TextsOf<CallReasonParams> = {
  merged: ({ by }) =>
    say`Dash merged this request into ${byCall(by, 'a newer one')}: several changes at once need only one run.`,
  superseded: ({ by }) =>
    say`The same callback was requested again before this call was sent; ${byCall(by, 'a newer call')} replaced it.`,
  newer_request: ({ by }) =>
    say`It ran, but the same callback was requested again in the meantime (${callNumber(by)}), so Dash discards this result.`,
  outputs_removed: () =>
    say`It ran, but its outputs were removed from the page before the result arrived, so Dash discarded it.`,
  targets_removed: ({ props, others }) =>
    others
      ? say`It ran, but ${listed(props.map(prop))} had been removed from the page; the other outputs were written.`
      : say`It ran, but ${listed(props.map(prop))} had been removed from the page before the result could be written.`,
  circular: () =>
    say`This callback is already part of the chain that triggered it. Dash runs a callback once per chain, so it stops here.`,
  outputs_missing: () => say`None of its outputs is on the page (any more), so Dash did not run it.`,
  group_dropped: ({ failed }) =>
    failed === null
      ? say`The callbacks it waited for changed none of its inputs (as with no_update or PreventUpdate). On page load and after a layout change, Dash then skips it.`
      : say`One of its inputs is written by ${callNumber(failed)}, which failed, so none of its inputs changed. On page load and after a layout change, Dash then skips it.`,
  inputs_missing: () => say`None of its inputs is on the page, so Dash skipped it without an error.`,
  component_unregistered: ({ prop: id, by }) =>
    say`Dash does not know the component of ${prop(id)}, so it did not run the call: ${callNumber(by)} put it on the page with set_props, and before Dash 3.3 such components are not registered.`,
  inputs_ambiguous: () =>
    say`MATCH in its inputs matches several components and nothing says which one is meant, so Dash skipped it without an error.`,
  not_started: () =>
    say`It was requested before the app had started. Dash holds such a request and runs nothing until then.`,
  dependency_unusable: ({ kind, dependency, prop: id }) =>
    kind === 'missing'
      ? say`${dependency} ${prop(id)} is not on the page, so Dash could not run it.`
      : say`${dependency} ${prop(id)} matches several components, but the callback takes one, so Dash could not run it.`,
  hot_reload: () => say`The app was hot-reloaded while this call was running.`,
  connection_lost: () =>
    say`The WebSocket connection was lost while this call was running. Dash then treats the call as if it had changed nothing.`,
  page_left: ({ was }) =>
    was === 'waiting'
      ? say`The page was left, reloaded or closed before it was sent.`
      : was === 'sent'
        ? say`The page was left, reloaded or closed before its result arrived. Whether the function ran to its end is not known.`
        : say`The page was left, reloaded or closed before its result was applied.`,
  cancelled_job: (params) => JOB_REASONS.cancelled(params),
  dropped: () => say`Dash dropped this request; the page did not show why.`,

  no_update: () => say`It ran and returned no_update for every output, so its outputs did not change.`,
  no_value: () =>
    say`It ran and returned no_update for every output (or failed, and an on_error handler dealt with the error), so its outputs did not change.`,
  prevented: ({ lost }) =>
    lost
      ? say`It ran and raised PreventUpdate, so its outputs did not change, and any set_props before that was lost.`
      : say`It ran and raised PreventUpdate, so its outputs did not change.`,
  no_update_or_prevented: ({ lost }) =>
    sentences(
      say`It raised PreventUpdate or returned no_update, so its outputs did not change. This Dash version sends the same response for both.`,
      lost ? say`If it raised PreventUpdate, any set_props before that was lost.` : null,
    ),
  partly_no_update: ({ left, declared }) =>
    say`It returned no_update for ${left} of its ${declared} outputs, so ${left === 1 ? 'that one' : 'those'} did not change.`,
  no_outputs: () => say`This callback has no outputs.`,
  side_targets_missing: ({ props, origin, near }) =>
    sentences(
      origin === 'cancel'
        ? say`Its job can be cancelled with ${listed(props.map(prop), 4, 'or')}, but ${notHere(props)}.`
        : say`${SIDE_TARGETS[origin]} ${listed(props.map(prop))}, but ${notHere(props)}, so nothing changed there.`,
      near.length === 0 ? null : say`Similar on the page: ${listed(near.map(code))}.`,
    ),
  unknown_props: ({ props }) =>
    props.length === 1
      ? say`But Dash reports that the component of ${listed(props.map(prop))} has no such property, so the value most likely has no effect.`
      : say`But Dash reports that the components of ${listed(props.map(prop))} have no such properties, so the values most likely have no effect.`,
  job_without_result: () => JOB_REASONS.without_result({}),

  server_unreachable: ({ detail }) =>
    say`The server did not respond (${detail}): it may have stopped, or the browser blocked a redirect to another site (a login page, for example). The outputs did not change.`,
  server_error: ({ status }) => say`The server responded with an error (${status}), so the outputs did not change.`,
  gateway_error: ({ status }) =>
    say`A gateway or proxy in front of the app responded (${status}), not Dash. Whether the function ran is not known. The outputs did not change.`,
  access_denied: ({ status }) =>
    say`The request was refused (${status}), not by Dash: the login may have expired. Whether the function ran is not known. The outputs did not change.`,
  wrong_address: ({ status, path }) =>
    say`Nothing accepts callbacks at ${code(path)} (${status}): a proxy in front of the app may use another path prefix (requests_pathname_prefix). The outputs did not change.`,
  foreign_response: ({ status }) =>
    say`The response (${status}) was not written by Dash. Whether the function ran is not known. The outputs did not change.`,
  unreadable_response: ({ what, redirected, poll }) =>
    sentences(
      redirected === null
        ? say`${UNREADABLE[what]}`
        : say`${UNREADABLE[what]} The request was redirected to ${code(redirected)}: the login may have expired.`,
      poll
        ? say`Dash stops polling and waits forever. What became of the job is not known.`
        : say`Dash waits forever. Whether the function ran is not known.`,
    ),
  not_applied: ({ detail }) =>
    /patch/i.test(detail)
      ? say`It ran, but Dash could not apply its Patch (${detail}): the property, or the part of it that the Patch changes, does not exist yet. The outputs did not change.`
      : say`It ran, but Dash could not apply its result (${detail}). The outputs did not change.`,
  unknown_callback: () =>
    say`The server has no callback with these outputs: the app has changed since this page was loaded (then reload the page), or another worker process of the server has other callbacks.`,
  clientside_error: () => say`The clientside function failed, so the outputs did not change.`,
  clientside_shape: ({ what, length, declared, written }) => {
    if (declared === 1 && what === 'nothing')
      return written
        ? say`The clientside function returned nothing (undefined), and Dash wrote that to its output.`
        : say`The clientside function returned nothing (undefined), so its output did not change.`;
    const got =
      what === 'nothing'
        ? 'nothing'
        : what === 'value'
          ? 'a single value'
          : `a list of ${length} value${length === 1 ? '' : 's'}`;
    return written
      ? say`The clientside function returned ${got} for its ${declared} outputs. Outputs without a value did not change.`
      : say`The clientside function returned ${got} where a list of ${declared} values is due, so the outputs did not change.`;
  },
  job_error: () => say`The background job failed, so the outputs did not change.`,
  failed: () => say`It ended with an error, so the outputs did not change.`,

  waiting_for_slot: ({ limit, running }) =>
    say`It is waiting for a free slot: Dash runs at most ${limit} callbacks of a page at once, and ${running} are running.`,
  waiting_for_call: ({ call, prop: id, direct }) =>
    direct
      ? say`It is waiting for ${callNumber(call)}, which has yet to write its input ${prop(id)}.`
      : say`It is waiting for ${callNumber(call)}, which its input ${prop(id)} depends on.`,

  text: ({ text }) => say`${text}`,
};

/** Why a job ended as it did. */
export const JOB_REASONS: TextsOf<JobReasonParams> = {
  cancelled: ({ by, fromPanel }) =>
    fromPanel ? say`Cancelled from the panel, through ${callNumber(by)}.` : say`Cancelled by ${callNumber(by)}.`,
  superseded: ({ by }) =>
    say`The same callback was requested again (${byCall(by, 'a newer call')}). Dash asks the server to end this job, which may have finished already, and discards its result.`,
  page_left: () =>
    say`The page was left or reloaded while the job was running, so its result is no longer fetched. The worker may still be running.`,
  hot_reload: () => say`The app was hot-reloaded, so the result is no longer fetched.`,
  outputs_removed: () => say`Its outputs were removed from the page. Dash still polls for the result, but discards it.`,
  without_result: () =>
    say`It ended without a result: the function raised PreventUpdate or returned no_update, or its process died. The server sends the same response in each case.`,
  poll_failed: ({ status }) =>
    status === null
      ? say`A poll got no response, so Dash stopped polling. The worker may still be running.`
      : say`A poll was answered with ${status}, not by Dash, so Dash stopped polling. The worker may still be running.`,
  probably_cached: ({ call, polls }) =>
    say`Probably served from the cache: the job of ${callNumber(call)} has the same cache key and needed ${polls} polls for this result; here the first response already had it.`,
  error: ({ message }) => say`${message === '' ? 'It failed without a message.' : message}`,
  text: ({ text }) => say`${text}`,
};

/** Why a call took more than one request. */
export const RENEWED = say`The server rejected the first request because its login token (JWT) had expired; Dash renewed the token and sent the call again.`;
