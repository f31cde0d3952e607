import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../../src/trace/context';
import type { JsonValue } from '../../../../src/lib/json';
import { readTrace, type ReadTrace } from '../../../../src/trace/file/read-trace';
import { toTraceFile } from '../../../../src/trace/file/write-trace';
import { outputsOf } from '../../../../src/trace/outputs';
import { toCallId, type CallReason } from '../../../../src/trace/types';
import { describeRefusal } from '../../../../src/words/trace-files';
import { traceFrom } from '../../../support/notation/trace-from';

const FOLDER = path.join(import.meta.dirname, '../../../fixtures/traces');
const fixture = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');
const refused = (text: string): string => {
  const read = readTrace(text);
  return read.ok ? 'it was read' : describeRefusal(read.refusal);
};

describe('the message for an unreadable file says why and what to do', () => {
  it.each([
    [
      'from-the-future.trace.json',
      'This trace file has version 3, but this extension reads versions up to 2. Update the extension.',
    ],
    ['truncated.trace.json', 'This trace file is cut off or damaged: it is not complete JSON. Save or copy it again.'],
    [
      'no-trace.json',
      'This JSON file is not a trace: its "format" is not "dash-callback-trace". Choose a file written by “Save trace” or `npm run record`.',
    ],
    [
      'not-json.txt',
      'This is not a trace file: it is not JSON. Choose a file written by “Save trace” or `npm run record`.',
    ],
    [
      'damaged.trace.json',
      'This trace file is damaged at calls.0.phases.sent: invalid type: expected number but received "soon". Record it again.',
    ],
  ])('%s', (name, message) => {
    expect(refused(fixture(name))).toBe(message);
  });

  it('has a test for every fixture', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([
      'before-writes.trace.json',
      'damaged.trace.json',
      'from-the-future.trace.json',
      'no-trace.json',
      'not-json.txt',
      'truncated.trace.json',
    ]);
  });

  it.each(['', ' ', 'null', '[]', '3', '"dash-callback-trace"', '{}'])('%j', (text) => {
    expect(refused(text)).toMatch(/^This (is not a trace file|JSON file is not a trace): .*\.$/);
  });

  it.each([0, -1, 1.5, '1', null, undefined])('version %j', (version) => {
    expect(refused(JSON.stringify({ format: 'dash-callback-trace', version }))).toBe(
      'This trace file has no version, so it cannot be read. Record it again.',
    );
  });

  it('of values nested beyond reason', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const file = JSON.stringify(toTraceFile(traceFrom('c1 a.out="DEEP" <- b.in 0-1'))).replaceAll('"DEEP"', deep);
    // Whether it is read depends on the free stack; it must not throw either way.
    expect(() => readTrace(file)).not.toThrow();
  });

  it.each([
    ['callbacks', [{ key: 'a.b', kind: 'server', outputs: [], inputs: [], state: [], source: 'app.py' }]],
    ['calls', [{ id: 'c1' }]],
    ['jobs', [{ id: 'j1', progress: 3 }]],
    ['events', [{ type: 'user' }]],
    ['writes', { 'a.b': [{ at: 'x' }] }],
    ['layout', { strings: [1], families: {} }],
    ['app', { dashVersion: 4 }],
  ])('with broken %s', (part, value) => {
    expect(refused(JSON.stringify({ ...toTraceFile(traceFrom('c1 a.out <- b.in 0-1')), [part]: value }))).toMatch(
      new RegExp(`^This trace file is damaged at ${part}\\.`),
    );
  });
});

describe('a file written before writes, layout and the triggers of dropped requests were saved', () => {
  const read = readTrace(fixture('before-writes.trace.json'));
  if (!read.ok) throw new Error(read.refusal.code);
  const { model } = read;
  const call = model.calls.get(toCallId('c2'));

  it('is read, and what can be derived is', () => {
    expect(call).toMatchObject({ index: 2, changed: ['btn.n_clicks'], outcome: 'updated' });
    expect(contextOf(call!)?.inputs).toEqual({ 'btn.n_clicks': 1 });
    expect(outputsOf(call!)).toEqual([{ prop_id: 'out.children', update: 'value', value: 'one' }]);
    expect(model.props.get('out.children' as never)).toEqual({ changes: 2, lastAt: 121 });
    expect(model.app).toEqual({ dashVersion: '4.4.1', debug: null, title: '', renderer: 0, requestBase: null });
  });

  it('has nothing where nothing is known', () => {
    expect([model.layout, model.writes.size]).toEqual([null, 0]);
  });
});

describe('a file of version 1', () => {
  const older = (reason: string): JsonValue => {
    const { calls, ...file } = toTraceFile(traceFrom('c1 a.out <- b.in 0 merged', 'c2 a.out 1-2'));
    return JSON.parse(
      JSON.stringify({
        ...file,
        version: 1,
        calls: calls.map((call) => ({ ...call, reason: call.id === 'c1' ? reason : null })),
      }),
    ) as JsonValue;
  };
  const reasonOf = (file: JsonValue): CallReason | null | undefined => {
    const read = readTrace(JSON.stringify(file));
    if (!read.ok) throw new Error(read.refusal.code);
    return read.model.calls.get(toCallId('c1'))?.reason;
  };

  it('keeps its sentences as reasons', () => {
    expect(reasonOf(older('Dash merged it.'))).toEqual({ code: 'text', params: { text: 'Dash merged it.' } });
  });

  it('links a merged request to the call that it became part of', () => {
    expect(reasonOf(older('Dash merged this request into call c2: several changes at once ask for one run.'))).toEqual({
      code: 'merged',
      params: { by: 'c2' },
    });
  });
});

describe('a reason in a file', () => {
  const read = (reason: JsonValue): ReadTrace =>
    readTrace(
      JSON.stringify(toTraceFile(traceFrom('c1 a.out <- b.in 0 merged'))).replace(
        '"reason":null',
        `"reason":${JSON.stringify(reason)}`,
      ),
    );

  it('can have a newer code, which is shown as it is', () => {
    const later = read({ code: 'not_invented_yet', params: {} });
    expect(later.ok && later.model.calls.get(toCallId('c1'))?.reason).toEqual({
      code: 'text',
      params: { text: 'not_invented_yet' },
    });
  });

  it.each([['merged'], [{ params: {} }], [{ code: 'merged', params: { by: 3 } }], [{ code: 'merged' }]])(
    'is refused when it is damaged: %j',
    (reason) => {
      const damaged = read(reason);
      expect(damaged.ok ? 'it was read' : describeRefusal(damaged.refusal)).toMatch(
        /^This trace file is damaged at calls\.0\.reason/,
      );
    },
  );
});
