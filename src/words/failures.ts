import type { Failure } from '../protocol/answer';
import { FAILURES } from './en/failures';
import { plainText } from './plain';
import { textFor } from './text-for';

/** Why a request got no value, or a command had no effect, and what to do. */
export const describeFailure = (failure: Failure): string => plainText(textFor(FAILURES, failure));
