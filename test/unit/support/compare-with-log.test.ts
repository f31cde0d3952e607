import { describe, expect, it } from 'vitest';

import { toTraceFile } from '../../../src/trace/file/write-trace';
import { compareWithLog } from '../../support/compare/compare-with-log';
import type { LogLine } from '../../support/servers/dash-server';
import { traceFrom } from '../../support/notation/trace-from';

/** Two calls as the page saw them, and the same calls as the server would log them. */
function sameStory(): { traces: ReturnType<typeof toTraceFile>[]; log: LogLine[] } {
  const file = toTraceFile(traceFrom('c1 a.out <- btn.n 0-120', 'c2 a.out <- btn.n 500-620'));
  const trace = { ...file, recorded: { ...file.recorded, url: 'http://127.0.0.1:1/', at: '2026-01-01T00:00:00.000Z' } };
  const log = trace.calls.map((call, index): LogLine => {
    const response: Record<string, Record<string, unknown>> = {};
    for (const { prop_id, value } of call.outputs) {
      const dot = prop_id.lastIndexOf('.');
      response[prop_id.slice(0, dot)] = { [prop_id.slice(dot + 1)]: value };
    }
    return {
      ...(call.ctx as unknown as LogLine),
      n: index + 1,
      app: '/',
      output: call.callback,
      background: null,
      returned: { multi: true, response } as unknown as LogLine['returned'],
      outcome: 'ok',
      error: null,
      started_ms: index * 1000,
      duration_ms: 10,
    };
  });
  return { traces: [trace], log };
}

const compareAfter = (change: (line: LogLine) => Partial<LogLine>): readonly string[] => {
  const { traces, log } = sameStory();
  return compareWithLog(
    traces,
    log.map((line) => (line.n === 2 ? { ...line, ...change(line) } : line)),
  ).differences;
};

describe('a trace and the log of its server', () => {
  it('agree when both record the same calls', () => {
    const { traces, log } = sameStory();
    expect(compareWithLog(traces, log).differences).toEqual([]);
  });

  it.each([
    'triggered',
    'triggered_id',
    'triggered_prop_ids',
    'inputs',
    'states',
    'inputs_list',
    'states_list',
    'outputs_list',
  ] as const)('differ in %s', (field) => {
    expect(compareAfter(() => ({ [field]: 'else' }))).toEqual([
      expect.stringContaining(`c2 and server call 2: ${field}:`),
    ]);
  });

  it('differ in what was returned', () => {
    expect(compareAfter(() => ({ returned: { response: { a: { out: 'else' } } } }))).toEqual([
      expect.stringContaining('outputs:'),
    ]);
  });

  it('differ in how a call ended', () => {
    expect(compareAfter(() => ({ outcome: 'error', returned: null }))).toEqual([
      expect.stringContaining('the server "error"'),
    ]);
    expect(compareAfter(() => ({ outcome: 'prevented', returned: null }))).toContainEqual(
      expect.stringContaining('the server "prevented"'),
    );
  });

  it('differ in what set_props wrote', () => {
    expect(compareAfter(({ returned }) => ({ returned: { ...returned, sideUpdate: { x: { title: 'y' } } } }))).toEqual([
      expect.stringContaining('set_props:'),
    ]);
  });

  it('differ in number, in either direction', () => {
    const { traces, log } = sameStory();
    expect(compareWithLog(traces, log.slice(0, 1)).differences).toEqual([
      '/ a.out: 2 calls in the trace, 1 on the server',
    ]);
    expect(compareWithLog([], log).differences).toEqual(['/ a.out: 0 calls in the trace, 2 on the server']);
  });

  it('differ in order, where the server knows which came first', () => {
    const { traces, log } = sameStory();
    const swapped = log.map((line) => ({
      ...line,
      n: 3 - line.n,
      started_ms: (2 - line.n) * 1000,
      inputs: { 'btn.n': line.n },
    }));
    const named = traces.map((trace) => ({
      ...trace,
      calls: trace.calls.map((call, index) => ({
        ...call,
        ctx: call.ctx && { ...call.ctx, inputs: { 'btn.n': index + 1 } },
      })),
    }));
    expect(compareWithLog(named, swapped).differences).toEqual([
      'c2 ran on the server before c1, and left the page after it',
    ]);
  });
});
