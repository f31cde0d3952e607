import { describe, expect, it } from 'vitest';
import { splitTraceback } from '../../../src/dash/traceback';

const TEXT = `Traceback (most recent call last):
  File "/app/.venv/lib/python3.12/site-packages/dash/_callback.py", line 707, in add_context
    output_value = _invoke_callback(func, *func_args)
  File "C:\\Users\\me\\app\\pages.py", line 88, in update
    return share(row["units"], total)
           ~~~~~^^^^^^^^^^^^^
  File "<frozen importlib._bootstrap>", line 1, in _call
ZeroDivisionError: division by zero
a second line of the message`;

describe('splitTraceback', () => {
  it('separates the app’s frames from those of libraries', () => {
    const traceback = splitTraceback(TEXT);
    expect(traceback?.frames.map(({ name, line, isLibrary, code }) => [name, line, isLibrary, code])).toEqual([
      ['add_context', 707, true, 'output_value = _invoke_callback(func, *func_args)'],
      ['update', 88, false, 'return share(row["units"], total)'],
      ['_call', 1, true, ''],
    ]);
    expect(traceback?.exception).toBe('ZeroDivisionError: division by zero\na second line of the message');
  });
  it('takes the last of chained tracebacks', () => {
    const chained = `${TEXT}\n\nDuring handling of the above exception, another exception occurred:\n\n${TEXT.replace('ZeroDivisionError: division by zero', 'KeyError: 1').replace('in update', 'in other')}`;
    expect(splitTraceback(chained)).toMatchObject({ exception: 'KeyError: 1\na second line of the message' });
    expect(splitTraceback(chained)?.frames[1]?.name).toBe('other');
  });
  it('leaves other texts unchanged', () => {
    expect(splitTraceback('TypeError: x is undefined\n    at f (a.js:1:2)')).toBeNull();
    expect(splitTraceback('')).toBeNull();
  });
});
