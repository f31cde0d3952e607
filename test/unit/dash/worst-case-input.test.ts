import { describe, expect, it } from 'vitest';

import { readInvalidProp } from '../../../src/dash/invalid-prop';
import { readReferenceError } from '../../../src/dash/reference-error';
import { readServerError } from '../../../src/dash/server-error';
import { splitTraceback } from '../../../src/dash/traceback';
import type { Milliseconds } from '../../../src/lib/brand';
import { parseServerTiming, parseWorkerRun } from '../../../src/trace/server-timing';

const SIZE = 1_000_000;

/** A megabyte of one piece of text, over and over. */
const filledWith = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length));

/**
 * Text that makes a parser look for an end that it never finds, once for each beginning. A linear parser needs milliseconds
 * for each of these; a quadratic one needs minutes and exceeds the time limit of the test.
 */
describe('a megabyte of the worst input takes no longer than any other', () => {
  it.each([
    ['titles that are never closed', '<title>a //'],
    ['a title full of blanks', `<title>${' '.repeat(SIZE)}`],
    ['a title full of slashes', `<title>${filledWith(' //')}</title>`],
    ['comments that are never closed', filledWith('<!-- Traceback (most recent call last):')],
    ['comments full of blanks', `<!--${' '.repeat(SIZE)}`],
    ['cards that are never closed', filledWith('<pre class="error-card-traceback">')],
    ['scripts that are never closed', filledWith('<script ')],
    ['nothing but opening brackets', filledWith('<')],
  ])('error page: %s', (_, piece) => {
    expect(readServerError(500, filledWith(piece)).from).toBe('gateway');
  });

  it('error page: the exception is still found behind a megabyte of text', () => {
    const page = `<title>ValueError: boom // Werkzeug Debugger</title>${filledWith('x ')}<!--\nTraceback (most recent call last):\nValueError: boom\n-->`;
    expect(readServerError(500, page)).toEqual({
      message: 'ValueError: boom',
      traceback: 'Traceback (most recent call last):\nValueError: boom',
      from: 'function',
    });
  });

  it.each([
    ['a line of frames that ends in a line separator', `  File "${filledWith('", line 1, in x')}\u2028`],
    ['a line of blanks', `  File "a.py", line 1, in x\n${' '.repeat(SIZE)}x`],
    ['a line of marks', `  File "a.py", line 1, in x\n${filledWith('~^')}x`],
    ['many lines', filledWith('  File "a.py", line 1, in x\n')],
  ])('traceback: %s', (_, text) => {
    expect(() => splitTraceback(`Traceback (most recent call last):\n${text}`)).not.toThrow();
  });

  it('message about a missing component', () => {
    const start = 'A nonexistent object was used in an `Input` of a Dash callback. The id of this object is `';
    expect(readReferenceError(start + filledWith('` with MATCH values `'))).toBeUndefined();
  });

  it('message about a property that a component does not have', () => {
    const message = 'Invalid prop for this component';
    for (const piece of ['Property "', 'Property "a" was used with component ID:', '\n', '[', '"'])
      expect(readInvalidProp(message, filledWith(piece))).toBeUndefined();
  });

  it.each(['a;"', 'a;b', ',dcd-job;desc="', ';', '"'])('header Server-Timing: %s', (piece) => {
    const header = filledWith(piece);
    expect(() => [parseServerTiming(header), parseWorkerRun(header, 0 as Milliseconds)]).not.toThrow();
  });
});
