import type { Call } from '../../trace/types';
import { isMoving } from './moving';
import { givenOf, NOTHING_RETURNED, payloadOf, returnedOf } from './values';

/** Milliseconds after a run in which a component may report once more what the page had called the callback for. */
const ECHO = 250;

/** A component told the same again by itself, right after: the URL, when the page is loaded. */
export const isEcho = (before: Call, { causes, phases }: Call): boolean =>
  causes.length > 0 &&
  causes.every(
    ({ type, gesture, prop_id }) =>
      (type === 'component' || (type === 'user' && gesture !== true)) && !isMoving(prop_id),
  ) &&
  (phases.requested ?? Infinity) - (before.ended ?? -Infinity) <= ECHO;

/** The same was given and the same was returned, for certain. To return nothing is what an app does about it. */
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
