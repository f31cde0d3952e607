import type { Call } from '../../trace/types';
import { isMoving } from './moving';
import { givenOf, NOTHING_RETURNED, payloadOf, returnedOf } from './values';

/**
 * For this many milliseconds after a run, a component may report a change again for which the page has already called
 * the callback.
 */
const ECHO = 250;

/** A component reported the same value again by itself, right after: the URL, when the page is loaded. */
export const isEcho = (before: Call, { causes, phases }: Call): boolean =>
  causes.length > 0 &&
  causes.every(
    ({ type, gesture, prop_id }) =>
      (type === 'component' || (type === 'user' && gesture !== true)) && !isMoving(prop_id),
  ) &&
  (phases.requested ?? Infinity) - (before.ended ?? -Infinity) <= ECHO;

/**
 * Inputs and results are proven to be the same. Returning nothing does not count: this is how an app avoids the
 * repetition.
 */
export function isRepeated(before: Call, call: Call): boolean {
  const [first, second] = [payloadOf(before), payloadOf(call)];
  if (first === undefined || second === undefined || second.inputs.length === 0) return false;
  const given = givenOf(second);
  const returned = returnedOf(call);
  return (
    given !== null &&
    returned !== null &&
    returned !== NOTHING_RETURNED &&
    givenOf(first) === given &&
    returnedOf(before) === returned
  );
}
