import type { Call } from '../trace/types';
import { UNNAMED_ERRORS } from './en/errors';

/** The message of a call's error; of one that came without a message, what is known of it. Empty without an error. */
export function describeError({ error, status, outcome }: Pick<Call, 'error' | 'status' | 'outcome'>): string {
  if (error === null) return '';
  if (error.message !== '') return error.message;
  if (outcome === 'unreadable') return error.from === 'network' ? UNNAMED_ERRORS.lost : UNNAMED_ERRORS.notDash;
  if (status === null) return UNNAMED_ERRORS.none;
  return error.from === 'function' ? UNNAMED_ERRORS.own(status) : UNNAMED_ERRORS.status(status);
}
