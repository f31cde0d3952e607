import { describe, expect, it } from 'vitest';
import type { CallError, Outcome } from '../../../src/trace/types';
import { describeError } from '../../../src/words/errors';

const shown = (error: CallError | null, status: number | null, outcome: Outcome = 'error'): string =>
  describeError({ error, status, outcome });

describe('the message of an error', () => {
  it('is the one that was sent', () => expect(shown({ message: 'ValueError: boom' }, 500)).toBe('ValueError: boom'));

  it('names the status where none was sent', () => {
    expect(shown({ message: '', from: 'function' }, 500)).toBe(
      'The server responded with 500 (internal server error). Outside debug mode it does not send the exception.',
    );
    expect(shown({ message: '', from: 'gateway' }, 404)).toBe('The server responded with 404 (not found).');
    expect(shown({ message: '', from: 'gateway' }, 418)).toBe('The server responded with 418.');
    expect(shown({ message: '' }, null)).toBe('The call failed without a message.');
  });

  it('says what is wrong with a response that Dash cannot read', () => {
    expect(shown({ message: '', from: 'network' }, 200, 'unreadable')).toMatch(/^The connection was lost/);
    expect(shown({ message: '', from: 'gateway' }, 200, 'unreadable')).toBe('The response was not written by Dash.');
  });

  it('is empty without an error', () => expect(shown(null, 200, 'updated')).toBe(''));
});
