import type { AgentEvent, EventBody } from '../../src/protocol/events';
import { createTrace, type TraceBuilder } from '../../src/trace/create-trace';
import { atLeast, atMost, median, spread, type Figure } from '../figure';

const CALLBACKS = 200;
const BATCH = 500;
const ROUNDS = 5;

/** Events of server calls one after the other, as the agent records them. */
function* events(calls: number): Generator<AgentEvent> {
  let seq = 0;
  for (let call = 1; call <= calls; call++) {
    const at = call * 10;
    const out = `out-${call % CALLBACKS}`;
    const body = JSON.stringify({
      output: `${out}.children`,
      inputs: [{ id: 'in', property: 'value', value: call }],
      changedPropIds: ['in.value'],
    });
    const answer = JSON.stringify({ multi: true, response: { [out]: { children: `value ${call}` } } });
    const bodies: readonly EventBody[] = [
      {
        type: 'props',
        id: 'in',
        component: 'dash_core_components.Input',
        props: { value: call },
        origin: 'component',
        call: null,
        gesture: true,
      },
      {
        type: 'requested',
        call,
        output: `${out}.children`,
        anyVals: '',
        initial: false,
        changed: [['in.value', 2]],
        group: null,
        by: [],
      },
      { type: 'ready', call },
      {
        type: 'sent',
        call,
        exchange: call,
        url: '/_dash-update-component',
        body: { text: call * 2, bytes: body.length, inline: body },
      },
      { type: 'executing', call, transport: 'http' },
      { type: 'headers', exchange: call, status: 200, serverTiming: null },
      { type: 'received', exchange: call, body: { text: call * 2 + 1, bytes: answer.length, inline: answer } },
      { type: 'parsed', exchange: call },
      { type: 'finished', call, result: 'data', message: null, stack: null, payload: null, data: null, before: null },
      {
        type: 'props',
        id: out,
        component: 'dash_html_components.Div',
        props: { children: 0 },
        origin: 'output',
        call,
        gesture: false,
      },
      { type: 'applied', call, updated: [`${out}.children`], declared: 1 },
      { type: 'painted', calls: [call] },
    ];
    for (const [index, each] of bodies.entries())
      yield { seq: ++seq, at: at + index / 2, turn: call * 2 + (index > 4 ? 1 : 0), renderer: 0, ...each };
  }
}

const create = (): TraceBuilder => createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);

/** Applies the events of `calls` calls in batches, as they arrive in the panel; returns how many events there were. */
function apply(trace: TraceBuilder, calls: number): number {
  let count = 0;
  let batch: AgentEvent[] = [];
  for (const event of events(calls)) {
    batch.push(event);
    if (batch.length < BATCH) continue;
    trace.apply(batch);
    trace.model();
    count += batch.length;
    batch = [];
  }
  trace.apply(batch);
  return count + batch.length;
}

function eventsPerSecond(): number {
  const list = [...events(8_000)];
  const trace = create();
  const start = performance.now();
  for (let from = 0; from < list.length; from += BATCH) {
    trace.apply(list.slice(from, from + BATCH));
    trace.model();
  }
  return (list.length / (performance.now() - start)) * 1_000;
}

function heapAfter(calls: number): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const trace = create();
  apply(trace, calls);
  collect();
  const used = process.memoryUsage().heapUsed - before;
  // Still referenced here, or there would be nothing to measure.
  if (trace.model().calls.size === 0) throw new Error('The trace is empty.');
  return used / 1_000_000;
}

function collect(): void {
  if (globalThis.gc === undefined) throw new Error('Node has to run with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
}

export function measureIngest(): Promise<readonly Figure[]> {
  eventsPerSecond();
  const rates = Array.from({ length: ROUNDS }, eventsPerSecond);
  const few = heapAfter(10_000);
  const many = heapAfter(1_000_000);
  return Promise.resolve([
    atLeast('model ingest in Node', median(rates), 'events/s', 100_000, spread(rates, 0)),
    atMost('memory of the trace, 10,000 calls kept', few, 'MB', 80, 'the trace alone, in Node'),
    atMost(
      'memory of the trace after 1,000,000 calls, by that after 10,000',
      many / few,
      'ratio',
      1.2,
      `${many.toFixed(1)} MB, at most 10,000 calls kept`,
    ),
  ]);
}
