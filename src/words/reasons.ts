import type { CallReason, Coded, JobReason } from '../trace/reason';
import type { Call } from '../trace/types';
import { CALL_REASONS, JOB_REASONS, RENEWED, type TextsOf } from './en/reasons';
import { sentences, type Text } from './parts';

/** Looks up the text of a code; each text gets the parameters of its own code. */
function textOf<Params>(texts: TextsOf<Params>, { code, params }: Coded<Params>): Text {
  return texts[code](params);
}

export const describeReason = (reason: CallReason): Text => textOf(CALL_REASONS, reason);
export const describeJobReason = (reason: JobReason): Text => textOf(JOB_REASONS, reason);

/** All there is to say about why a call ended as it did; empty where nothing is. */
export function describeEnd({ reason, requests }: Pick<Call, 'reason' | 'requests'>): Text {
  // Files of version 1 have it in their text.
  const renewed = requests === undefined || reason?.code === 'text' ? null : RENEWED;
  return sentences(renewed, reason === null ? null : describeReason(reason));
}
