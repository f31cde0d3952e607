import { describe, expect, it } from 'vitest';
import type { AgentEvent, EventBody } from '../../../src/protocol/events';
import { createTrace, type TraceBuilder } from '../../../src/trace/create-trace';
import type { JsonValue } from '../../../src/lib/json';
import { toJobId, type Job } from '../../../src/trace/types';

const SIGNATURE = `~${'0a'.repeat(32)}`;
const definition = {
  output: 'out.v',
  inputs: [{ id: 'btn', property: 'n' }],
  state: [],
  background: { interval: 500 },
};

/** A page with one background call whose job was just created. */
function started(
  cancel: readonly string[] = [],
  job = `77${SIGNATURE}`,
  serverTiming: string | null = null,
): {
  readonly trace: TraceBuilder;
  readonly tell: (at: number, body: EventBody) => void;
  readonly job: () => Job | undefined;
} {
  const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
  let seq = 0;
  const tell = (at: number, body: EventBody): void => {
    const event: AgentEvent = { seq: ++seq, at, turn: at, renderer: 0, ...body };
    trace.apply([event]);
  };
  tell(0, { type: 'definitions', definitions: [definition] });
  tell(1, {
    type: 'requested',
    call: 1,
    output: 'out.v',
    anyVals: '',
    initial: false,
    changed: [['btn.n', 2]],
    group: null,
    by: [],
  });
  tell(2, { type: 'executing', call: 1, transport: 'http' });
  tell(2, { type: 'sent', call: 1, exchange: 1, url: '/_dash-update-component', body: null });
  if (serverTiming !== null) tell(4, { type: 'headers', exchange: 1, status: 200, serverTiming });
  tell(5, { type: 'job', job, state: 'added', call: 1, cancel });
  return { trace, tell, job: () => trace.model().jobs.get(toJobId('j1')) };
}

/** A poll and its response; its contents are written in the same turn. */
function poll(tell: (at: number, body: EventBody) => void, at: number, answer: JsonValue): void {
  const inline = JSON.stringify(answer);
  tell(at, { type: 'sent', call: 1, exchange: at, url: `/_dash-update-component?job=77${SIGNATURE}`, body: null });
  tell(at + 1, { type: 'headers', exchange: at, status: 200, serverTiming: null });
  tell(at + 1, { type: 'received', exchange: at, body: { text: at, bytes: inline.length, inline } });
  tell(at + 1, { type: 'parsed', exchange: at });
}
const write = (id: string, props: Record<string, JsonValue>): EventBody => ({
  type: 'props',
  id,
  component: '',
  props,
  origin: 'side-update',
  call: null,
  gesture: false,
});

describe('a job', () => {
  it('has the name that the worker knows, without the signature, and its cancel inputs', () => {
    expect(started(['stop.n_clicks', 'other.value']).job()).toMatchObject({
      task: '77',
      cancel: ['stop.n_clicks', 'other.value'],
      outcome: 'running',
    });
    expect(started([], 'a-task~id').job()).toMatchObject({ task: 'a-task~id' });
    expect(started().job()).not.toHaveProperty('cancel');
  });

  it('keeps progress and set_props of one response separate, and those of two responses too', () => {
    const { tell, job } = started();
    for (const [at, text] of [
      [100, 'a'],
      [200, 'b'],
    ] as const) {
      poll(tell, at, {
        multi: true,
        sideUpdate: { lamp: { title: text } },
        progress: { 'bar.value': text, 'step.children': text },
      });
      tell(at + 1, write('lamp', { title: text }));
      tell(at + 1, write('bar', { value: text }));
      tell(at + 1, write('step', { children: text }));
    }
    expect(job()?.setProps).toEqual([
      { at: 101, props: { lamp: { title: 'a' } } },
      { at: 201, props: { lamp: { title: 'b' } } },
    ]);
    expect(job()?.progress).toEqual([
      { at: 101, props: { bar: { value: 'a' }, step: { children: 'a' } } },
      { at: 201, props: { bar: { value: 'b' }, step: { children: 'b' } } },
    ]);
  });

  it('is orphaned when its document is gone, not before the last event about it', () => {
    const { trace, tell, job } = started();
    poll(tell, 100, { multi: true });
    trace.noteGone(50);
    expect(job()).toMatchObject({
      outcome: 'orphaned',
      ended: 101,
      reason: { code: 'page_left', params: {} },
    });
    expect(trace.model().events.at(-1)).toEqual({ at: 101, type: 'navigation' });
  });

  it('keeps its end when it ended before the document was gone', () => {
    const { trace, tell, job } = started(['stop.n_clicks']);
    tell(50, {
      type: 'requested',
      call: 2,
      output: 'stop.id',
      anyVals: '',
      initial: false,
      changed: [['stop.n_clicks', 2]],
      group: null,
      by: [],
    });
    tell(51, {
      type: 'sent',
      call: 2,
      exchange: 2,
      url: `/_dash-update-component?cancelJob=77${SIGNATURE}`,
      body: null,
    });
    trace.noteGone(60);
    expect(job()).toMatchObject({
      outcome: 'cancelled',
      ended: 60,
      reason: { code: 'cancelled', params: { by: 'c2', fromPanel: false } },
    });
  });

  it('records that the panel cancelled it', () => {
    const { tell, job } = started(['stop.n_clicks']);
    tell(50, { type: 'command', what: 'cancel', call: 1 });
    tell(50, {
      type: 'requested',
      call: 2,
      output: 'stop.id',
      anyVals: '',
      initial: false,
      changed: [['stop.n_clicks', 2]],
      group: null,
      by: [],
    });
    tell(51, {
      type: 'sent',
      call: 2,
      exchange: 2,
      url: `/_dash-update-component?cancelJob=77${SIGNATURE}`,
      body: null,
    });
    expect(job()).toMatchObject({
      outcome: 'cancelled',
      reason: { code: 'cancelled', params: { by: 'c2', fromPanel: true } },
    });
  });

  it('can have raised PreventUpdate or be gone when it ends without a result', () => {
    const { tell, job } = started();
    tell(100, { type: 'sent', call: 1, exchange: 9, url: `/_dash-update-component?job=77${SIGNATURE}`, body: null });
    tell(101, { type: 'headers', exchange: 9, status: 204, serverTiming: null });
    tell(102, {
      type: 'finished',
      call: 1,
      result: 'data',
      message: null,
      stack: null,
      payload: null,
      data: {},
      before: null,
    });
    tell(103, { type: 'applied', call: 1, updated: [], declared: 1 });
    expect(job()).toMatchObject({
      outcome: 'done',
      ended: 103,
      reason: { code: 'without_result', params: {} },
    });
  });

  it.each([
    ['the same key and result', 'KEY', 'a', 1, { code: 'probably_cached', params: { call: 'c1', polls: 3 } }],
    ['another key', 'OTHER', 'a', 1, null],
    ['another result', 'KEY', 'b', 1, null],
    ['more than one poll', 'KEY', 'a', 2, null],
  ])('came from the cache when an earlier one took longer: %s', (_, key, value, polls, reason) => {
    const { tell, trace } = started();
    let exchange = 100;
    const work = (call: number, name: string, count: number, cacheKey: string, result: string, at: number): void => {
      for (let n = 0; n < count; n++) {
        const inline = JSON.stringify({
          multi: true,
          ...(n === count - 1 ? { response: { out: { v: result } } } : {}),
        });
        tell(at + n, {
          type: 'sent',
          call,
          exchange: ++exchange,
          url: `/_dash-update-component?cacheKey=${cacheKey}${SIGNATURE}&job=${name}`,
          body: null,
        });
        tell(at + n, { type: 'headers', exchange, status: 200, serverTiming: null });
        tell(at + n, { type: 'received', exchange, body: { text: exchange, bytes: inline.length, inline } });
        tell(at + n, { type: 'parsed', exchange });
      }
      tell(at + count, {
        type: 'finished',
        call,
        result: 'data',
        message: null,
        stack: null,
        payload: null,
        data: { out: { v: result } },
        before: null,
      });
      tell(at + count, { type: 'applied', call, updated: ['out.v'], declared: 1 });
    };
    work(1, `77${SIGNATURE}`, 3, 'KEY', 'a', 10);
    tell(20, {
      type: 'requested',
      call: 2,
      output: 'out.v',
      anyVals: '',
      initial: false,
      changed: [['btn.n', 2]],
      group: null,
      by: [],
    });
    tell(21, { type: 'executing', call: 2, transport: 'http' });
    tell(22, { type: 'sent', call: 2, exchange: 2, url: '/_dash-update-component', body: null });
    tell(23, { type: 'job', job: '78', state: 'added', call: 2, cancel: [] });
    work(2, '78', polls, key, value, 30);
    expect(trace.model().jobs.get(toJobId('j1'))).toMatchObject({ outcome: 'done', reason: null });
    const cached = trace.model().jobs.get(toJobId('j2'));
    expect(cached?.outcome).toBe('done');
    expect(cached?.reason).toEqual(reason);
  });

  it("uses the worker's own times, of the run that the first response named", () => {
    const { tell, job } = started([], undefined, 'dcd-job;desc="run=ab queued=2"');
    expect(job()?.worker).toEqual({ queued: expect.any(Number) as number, progress: [], earlier: 0 });
    const answer = (at: number, exchange: number, serverTiming: string): void => {
      tell(at, { type: 'sent', call: 1, exchange, url: `/_dash-update-component?job=77${SIGNATURE}`, body: null });
      tell(at + 1, { type: 'headers', exchange, status: 200, serverTiming });
    };
    answer(100, 9, 'dcd-job;desc="run=ab queued=90 started=80 task=77 progress=0:60,40"');
    answer(120, 10, 'dcd-job;desc="run=other queued=90 started=1 ended=0 progress="');
    expect(job()?.worker).toMatchObject({ task: '77', started: 21, progress: [41, 61] });
    expect(job()?.worker?.ended).toBeUndefined();
  });

  it('gives the reason of its failure as soon as the page has read the response', () => {
    const { tell, job } = started();
    tell(100, { type: 'sent', call: 1, exchange: 9, url: `/_dash-update-component?job=77${SIGNATURE}`, body: null });
    tell(101, { type: 'headers', exchange: 9, status: 500, serverTiming: null });
    tell(102, {
      type: 'finished',
      call: 1,
      result: 'error',
      message: null,
      stack: null,
      payload: null,
      data: null,
      before: null,
    });
    expect(job()).toMatchObject({ outcome: 'failed', ended: 102 });
    const inline =
      '<!doctype html><title>ConnectionError: gone // Werkzeug Debugger</title><!--\n\nTraceback (most recent call last):\n  File "app.py", line 1\nConnectionError: gone\n\n-->';
    tell(103, { type: 'received', exchange: 9, body: { text: 1, bytes: inline.length, inline } });
    expect(job()).toMatchObject({
      outcome: 'failed',
      ended: 102,
      reason: { code: 'error', params: { message: 'ConnectionError: gone' } },
    });
  });
});
