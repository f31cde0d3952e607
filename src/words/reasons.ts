import type { CallReason, JobReason } from '../trace/reason';
import type { Call } from '../trace/types';
import { CALL_REASONS, JOB_REASONS, RENEWED } from './en/reasons';
import { sentences, type Text } from './parts';
import { textFor } from './text-for';

export const describeReason = (reason: CallReason): Text => textFor(CALL_REASONS, reason);
export const describeJobReason = (reason: JobReason): Text => textFor(JOB_REASONS, reason);

/** All there is to say about why a call ended as it did; empty where nothing is. */
export function describeEnd({ reason, requests }: Pick<Call, 'reason' | 'requests'>): Text {
  // Files of version 1 have it in their text.
  const renewed = requests === undefined || reason?.code === 'text' ? null : RENEWED;
  return sentences(renewed, reason === null ? null : describeReason(reason));
}
