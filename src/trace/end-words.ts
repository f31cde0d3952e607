import type { EndReason } from '../protocol/events';
import type { MissingReference } from '../dash/reference-error';
import { prettyId } from '../dash/pretty';
import type { Call, CallId, Outcome } from './types';

/** Outcome and plain-words reason of a request that did not run, or whose run changed nothing (reference 6.4). */
export function endOf(
  reason: EndReason | 'skipped' | 'ambiguous',
  by: CallId | null,
): { readonly outcome: Outcome; readonly reason: string } {
  const newer = by === null ? 'a newer one' : `call ${by}`;
  switch (reason) {
    case 'merged':
      return {
        outcome: 'merged',
        reason: `Dash merged this request into ${newer}: several changes at once ask for one run.`,
      };
    case 'superseded':
      return {
        outcome: 'superseded',
        reason: `The same callback was requested again before this one ran; ${newer} took its place.`,
      };
    case 'discarded':
      return by === null
        ? {
            outcome: 'discarded',
            reason: 'It ran, but its outputs left the page before the result arrived, so Dash threw the result away.',
          }
        : {
            outcome: 'discarded',
            reason: `It ran, but the same callback was requested again meanwhile (${newer}), so Dash throws this result away.`,
          };
    case 'circular':
      return {
        outcome: 'circular',
        reason:
          'This callback is already part of the chain that set it off. Dash runs a callback once per chain and stops here.',
      };
    case 'outputs_missing':
      return {
        outcome: 'outputs_missing',
        reason: 'None of its outputs is on the page, or no longer, so there was nothing to run it for.',
      };
    case 'group_dropped':
      return {
        outcome: 'group_dropped',
        reason:
          'The callbacks it waited for changed none of its inputs (no_update or PreventUpdate), so on page load or after a layout change Dash leaves it out.',
      };
    case 'skipped':
      return { outcome: 'inputs_missing', reason: 'None of its inputs is on the page, so Dash skipped it silently.' };
    case 'ambiguous':
      return {
        outcome: 'inputs_missing',
        reason:
          'MATCH in its inputs fits several components and nothing says which one is meant, so Dash skipped it silently.',
      };
    case 'reloaded':
      return { outcome: 'cancelled', reason: 'The app was hot-reloaded while this call was under way.' };
    case 'unknown':
      return { outcome: 'cancelled', reason: 'Dash dropped this request; the page did not show why.' };
  }
}

/** Why the renderer could not even start a call. */
export function whyNotStarted({ kind, dependency, id, property }: MissingReference): string {
  const name = `${prettyId(id)}.${property}`;
  return kind === 'missing'
    ? `${dependency} ${name} is not on the page, so Dash could not run it.`
    : `${dependency} ${name} stands for several components where the callback takes one, so Dash could not run it.`;
}

/** How the reason of a call begins that got no answer at all. */
export const NO_ANSWER = 'The server did not answer';

/** Why a call took two requests (reference 3.1). */
export const RENEWED =
  'The server refused the first request because its login token (JWT) had expired; Dash renewed the token and sent the call again.';

/** Why a call that ended in an error changed nothing; what exactly went wrong is the error's own text. */
export function whyFailed(
  call: Pick<Call, 'transport' | 'status' | 'job' | 'reason' | 'requests'>,
  message: string,
): string {
  if (call.reason?.startsWith(NO_ANSWER) === true) return call.reason;
  const why = whatFailed(call, message);
  return call.requests === undefined ? why : `${RENEWED} ${why}`;
}

function whatFailed({ transport, status, job }: Pick<Call, 'transport' | 'status' | 'job'>, message: string): string {
  if (message.includes('Callback function not found for output')) {
    return 'The server has no callback with these outputs: the app was changed since this page was loaded. Reload the page.';
  }
  if (transport === 'page') return 'The function failed in the browser, so Dash left its outputs as they were.';
  if (job !== null) return 'The background job ended with an error, so Dash left its outputs as they were.';
  if (status === null || status < 400) return 'It ended with an error, so Dash left its outputs as they were.';
  return `The server answered with an error (${status}), so Dash left its outputs as they were.`;
}
