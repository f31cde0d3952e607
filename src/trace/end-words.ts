import type { EndReason } from '../protocol/events';
import type { CallId, Outcome } from './types';

/** Outcome and plain-words reason of a request that did not run, or whose run changed nothing (reference 6.4). */
export function endOf(reason: EndReason | 'inputs_missing', by: CallId | null): { readonly outcome: Outcome; readonly reason: string } {
  const newer = by === null ? 'a newer one' : `call ${by}`;
  switch (reason) {
    case 'merged':
      return { outcome: 'merged', reason: `Dash merged this request into ${newer}: several changes at once ask for one run.` };
    case 'superseded':
      return { outcome: 'superseded', reason: `The same callback was requested again before this one ran; ${newer} took its place.` };
    case 'discarded':
      return by === null
        ? { outcome: 'discarded', reason: 'It ran, but its outputs left the page before the result arrived, so Dash threw the result away.' }
        : { outcome: 'discarded', reason: `It ran, but the same callback was requested again meanwhile (${newer}), so Dash throws this result away.` };
    case 'circular':
      return { outcome: 'circular', reason: 'This callback is already part of the chain that set it off. Dash runs a callback once per chain and stops here.' };
    case 'outputs_missing':
      return { outcome: 'outputs_missing', reason: 'None of its outputs is on the page any more.' };
    case 'group_dropped':
      return {
        outcome: 'group_dropped',
        reason: 'The callbacks it waited for changed none of its inputs (no_update or PreventUpdate), so on page load or after a layout change Dash leaves it out.',
      };
    case 'inputs_missing':
      return { outcome: 'inputs_missing', reason: 'None of its inputs is on the page, so Dash skipped it silently.' };
    case 'reloaded':
      return { outcome: 'cancelled', reason: 'The app was hot-reloaded while this call was under way.' };
    case 'unknown':
      return { outcome: 'cancelled', reason: 'Dash dropped this request; the page did not show why.' };
  }
}
