import type { Call, CallReason } from '../trace/types';
import { say, sentences, type Text } from './parts';
import { describeEnd, describeReason } from './reasons';

/** What happened to a request, in a sentence or two; `waiting` is what it waits for, where that is known. */
export function describeFate(call: Call, waiting: CallReason | null): Text {
  const why = call.reason === null ? null : describeEnd(call);
  const didStart = call.phases.sent !== undefined;
  switch (call.outcome) {
    case 'updated':
      return sentences(say`It ran and updated its outputs.`, why);
    case 'partial':
      return sentences(say`It ran and updated some of its outputs.`, why ?? say`It returned no_update for the others.`);
    case 'no_update':
      return why ?? say`It ran and returned no_update, so its outputs did not change.`;
    case 'prevented':
      return why ?? say`It ran and raised PreventUpdate, so its outputs did not change.`;
    case 'unreadable':
      return why ?? say`The response is not a response of Dash.`;
    case 'error':
      if (
        (call.error?.from !== undefined && call.error.from !== 'function') ||
        call.reason?.code === 'clientside_shape'
      )
        return why ?? say`It ended with an error.`;
      return didStart
        ? say`It ran and failed${call.error === null || call.error.message === '' ? '' : `: ${call.error.message}`}. Its outputs did not change, so callbacks that have them as Input were not triggered.`
        : sentences(say`It was requested but could not run.`, why);
    case 'discarded':
      return why ?? say`Dash discarded its result.`;
    case 'cancelled':
      return sentences(say`It was cancelled.`, why);
    case 'pending':
      if (call.clientside?.awaited === true) return say`Its function returned a promise that has not settled yet.`;
      return didStart
        ? say`It is running.`
        : sentences(say`It was requested and has not started.`, waiting === null ? null : describeReason(waiting));
    default:
      return sentences(say`It was requested but did not run.`, why);
  }
}
