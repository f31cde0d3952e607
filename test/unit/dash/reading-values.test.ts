import { describe, expect, it } from 'vitest';
import { patchOperations } from '../../../src/dash/patch';
import { prettyId, prettyPropId } from '../../../src/dash/pretty';
import { readServerError } from '../../../src/dash/server-error';

describe('patchOperations', () => {
  const operations = [{ operation: 'Append', location: ['data', 0], params: { value: 5 } }];

  it('finds the operations of a Patch', () => {
    expect(patchOperations({ __dash_patch_update: '__dash_patch_update', operations })).toEqual(operations);
  });

  it('does not mistake anything else for a Patch', () => {
    for (const value of [
      undefined,
      null,
      'x',
      [],
      { operations },
      { __dash_patch_update: true, operations },
      { __dash_patch_update: '__dash_patch_update' },
    ]) {
      expect(patchOperations(value)).toBeUndefined();
    }
  });
});

describe('prettyId', () => {
  it.each([
    ['btn', 'btn'],
    [{ index: ['MATCH'], type: 'item' }, 'item[MATCH]'],
    [{ index: 1, type: 'item' }, 'item[1]'],
    [{ type: 'cell', row: ['ALL'], col: 2 }, 'cell[col=2, row=ALL]'],
    [{ type: 'only' }, 'only'],
    [{ a: 1, b: ['ALL'] }, '{a=1, b=ALL}'],
    [{}, '{}'],
  ])('shortens %j to %s', (id, text) => {
    expect(prettyId(id)).toBe(text);
  });

  it('shortens prop ids in text form, and leaves broken ones readable', () => {
    expect(prettyPropId('{"index":["MATCH"],"type":"item"}.value')).toBe('item[MATCH].value');
    expect(prettyPropId('{"index":.value')).toBe('{"index":.value');
    expect(prettyPropId('nodots')).toBe('nodots');
  });
});

describe('readServerError', () => {
  const page = [
    '<!doctype html><html><head><title>ValueError: a &lt; b &amp; c',
    ' // Werkzeug Debugger</title></head><body>...</body></html>',
    '<!--',
    '',
    'Traceback (most recent call last):',
    '  File "/app.py", line 3, in f',
    '    raise ValueError(&#34;a &lt; b&#34;)',
    'ValueError: a &lt; b &amp; c',
    '',
    '-->',
  ].join('\n');

  it('finds exception and traceback in a debug page', () => {
    const { message, traceback } = readServerError(500, page);
    expect(message).toBe('ValueError: a < b & c');
    expect(traceback).toMatch(/^Traceback[\s\S]*raise ValueError\("a < b"\)\nValueError: a < b & c$/);
  });

  it('reads the last line of a traceback on its own', () => {
    expect(readServerError(500, '<!--\nTraceback (most recent call last):\n  x\nKeyError: 1\n-->').message).toBe(
      'KeyError: 1',
    );
  });

  it('assembles the traceback of FastAPI from its cards', () => {
    const card = (line: number): string =>
      `<div class="error-card"><div class="error-card-header">/app.py (line ${line}, in f)</div>\n<pre class="error-card-traceback">  File "/app.py", line ${line}, in f\n    g(a < b)</pre></div>`;
    const { message, traceback } = readServerError(
      500,
      `<title>LookupError: no // FastAPI Debugger</title>${card(3)}${card(7)}`,
    );
    expect(message).toBe('LookupError: no');
    expect(traceback).toBe(
      'Traceback (most recent call last):\n  File "/app.py", line 3, in f\n    g(a < b)\n  File "/app.py", line 7, in f\n    g(a < b)\nLookupError: no',
    );
  });

  it('reads the JSON of FastAPI in production', () => {
    expect(readServerError(500, '{"error":"InternalServerError","message":"boom"}')).toEqual({
      message: 'InternalServerError: boom',
      from: 'function',
    });
  });

  it.each([
    [
      500,
      '<title>500 Internal Server Error</title><p>The server encountered an internal error and was unable to complete your request.</p>',
      'function',
      undefined,
    ],
    [500, 'Internal Server Error', 'function', undefined],
    [500, '<h1>500</h1><hr>nginx/1.2', 'gateway', '500 nginx/1.2'],
    [502, '<html><style>a{}</style><h1>502 Bad\n Gateway</h1>', 'gateway', '502 Bad Gateway'],
    [401, '{"detail":"Not authenticated"}', 'gateway', '{"detail":"Not authenticated"}'],
    [404, '', 'gateway', undefined],
  ])('identifies who wrote a response of status %i: %s', (status, text, from, body) => {
    const error = readServerError(status, text);
    expect([error.from, error.body]).toEqual([from, body]);
  });

  it('reports the status when the server sends nothing', () => {
    for (const text of [undefined, '', '{}', '[1]', '<title>500 Internal Server Error</title>']) {
      expect(readServerError(500, text)).toMatchObject({ message: '' });
    }
    expect(readServerError(418, '').message).toBe('');
  });

  it('decodes each entity once', () => {
    expect(readServerError(500, '<title>E: &amp;lt; // FastAPI Debugger</title>').message).toBe('E: &lt;');
  });

  it('returns at once on a huge page without a match', () => {
    expect(readServerError(500, `<title>${'<!-- '.repeat(200_000)}`).message).toBe('');
  });
});
