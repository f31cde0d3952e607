/** One frame of a Python traceback. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** The source line, empty when the traceback has none. */
  readonly code: string;
  /** Part of an installed package or of Python itself: rarely where the mistake is. */
  readonly isLibrary: boolean;
}

interface Traceback {
  readonly frames: readonly Frame[];
  /** The last lines: exception and message. */
  readonly exception: string;
}

const FRAME = /^\s*File "(.+?)", line (\d+)(?:, in (.+))?$/;
const LIBRARY = /[/\\](?:site-packages|dist-packages)[/\\]|[/\\]lib[/\\]python\d|[/\\]Python\d+[/\\]Lib[/\\]|^<frozen /;
/** A longer line is no frame: a path, a line number and a name are shorter on every system. */
const MOST_OF_FRAME = 10_000;
/** Marks that Python 3.11 and later draw under the code. */
const MARKS = /^\s*[~^]+\s*$/;

const frameOf = (line: string): RegExpExecArray | null => (line.length > MOST_OF_FRAME ? null : FRAME.exec(line));

/**
 * Takes apart the text of a Python traceback; of several chained ones, the last: it is the exception that ended the
 * call. `null` for texts that are no traceback (a JavaScript stack, a server's page).
 */
export function splitTraceback(text: string): Traceback | null {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const start = lines.findLastIndex((line) => line.startsWith('Traceback (most recent call last)'));
  if (start < 0) return null;
  const frames: Frame[] = [];
  const exception: string[] = [];
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const match = frameOf(line);
    if (match) {
      const next = lines[i + 1] ?? '';
      const code = next.startsWith('    ') && frameOf(next) === null ? next.trim() : '';
      const file = match[1] ?? '';
      frames.push({ file, line: Number(match[2]), name: match[3] ?? '', code, isLibrary: LIBRARY.test(file) });
    } else if (/^\S/.test(line) || (exception.length > 0 && line.trim() !== '' && !MARKS.test(line)))
      exception.push(line);
  }
  return frames.length === 0 ? null : { frames, exception: exception.join('\n').trim() };
}
