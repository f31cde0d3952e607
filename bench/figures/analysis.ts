import type { AgentEvent, EventBody } from '../../src/protocol/events';
import { createRelationTracker } from '../../src/analysis/call-relations';
import { createFigureTracker } from '../../src/analysis/callback-figures';
import { createProblemFinder, problemsOf } from '../../src/analysis/problems/problem-finder';
import { createWaveTracker } from '../../src/analysis/waves';
import type { JsonValue } from '../../src/lib/json';
import { createTrace, type TraceBuilder } from '../../src/trace/create-trace';
import type { TraceModel } from '../../src/trace/model';
import { atMost, median, percentile, spread, type Figure } from '../figure';

const CALLS = 10_000;
/** Each action triggers a chain of this many callbacks. */
const CHAIN = 4;
const CHAINS = 50;
const ROUNDS = 5;
const MORE = 400;

const propOf = (chain: number, step: number): string => `c${chain}-s${step}`;

/** The app: 50 chains of four callbacks, each with a State that several share. */
const DEFINITIONS: readonly JsonValue[] = Array.from({ length: CHAINS }, (_, chain) =>
  Array.from({ length: CHAIN }, (_unused, step) => ({
    output: `${propOf(chain, step + 1)}.data`,
    inputs: [{ id: propOf(chain, step), property: 'data' }],
    state: [{ id: 'user', property: 'data' }],
    clientside_function: null,
    prevent_initial_call: true,
  })),
).flat();

/** Events of one action: the user changes something, which triggers a chain of callbacks. */
function action(number: number, seq: () => number): readonly AgentEvent[] {
  const chain = number % CHAINS;
  const start = number * 100;
  const list: AgentEvent[] = [];
  const add = (at: number, turn: number, body: EventBody): void =>
    void list.push({ seq: seq(), at, turn: number * 20 + turn, renderer: 0, ...body });
  add(start, 0, {
    type: 'props',
    id: propOf(chain, 0),
    component: 'dash_core_components.Input',
    props: { data: number },
    origin: 'component',
    call: null,
    gesture: true,
  });
  for (let step = 0; step < CHAIN; step++) {
    const call = number * CHAIN + step + 1;
    const at = start + step * 20;
    const [input, output] = [propOf(chain, step), propOf(chain, step + 1)];
    const payload = {
      output: `${output}.data`,
      outputs: { id: output, property: 'data' },
      inputs: [{ id: input, property: 'data', value: number }],
      changedPropIds: [`${input}.data`],
      state: [{ id: 'user', property: 'data', value: { name: 'Ada', rights: ['read', 'write'] } }],
    };
    const body = JSON.stringify(payload);
    const answer = JSON.stringify({ multi: true, response: { [output]: { data: number } } });
    add(at, step * 4, {
      type: 'requested',
      call,
      output: payload.output,
      anyVals: '',
      initial: false,
      changed: [[`${input}.data`, step === 0 ? 2 : true]],
      group: null,
      by: step === 0 ? [] : [call - 1],
    });
    add(at + 1, step * 4 + 1, { type: 'ready', call });
    add(at + 1, step * 4 + 1, {
      type: 'sent',
      call,
      exchange: call,
      url: '/_dash-update-component',
      body: { text: call * 2, bytes: body.length, inline: body },
    });
    add(at + 1, step * 4 + 1, { type: 'executing', call, transport: 'http' });
    add(at + 12, step * 4 + 2, { type: 'headers', exchange: call, status: 200, serverTiming: null });
    add(at + 13, step * 4 + 2, {
      type: 'received',
      exchange: call,
      body: { text: call * 2 + 1, bytes: answer.length, inline: answer },
    });
    add(at + 13, step * 4 + 2, { type: 'parsed', exchange: call });
    add(at + 14, step * 4 + 3, {
      type: 'finished',
      call,
      result: 'data',
      message: null,
      stack: null,
      payload: null,
      data: null,
      before: null,
    });
    add(at + 14, step * 4 + 3, {
      type: 'props',
      id: output,
      component: 'dash_core_components.Store',
      props: { data: 0 },
      origin: 'output',
      call,
      gesture: false,
    });
    add(at + 15, step * 4 + 3, { type: 'applied', call, updated: [`${output}.data`], declared: 1 });
    add(at + 18, step * 4 + 3, { type: 'painted', calls: [call] });
  }
  return list;
}

function record(): { readonly trace: TraceBuilder; readonly more: (number: number) => readonly AgentEvent[] } {
  let seq = 0;
  const next = (): number => ++seq;
  const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
  trace.apply([{ seq: next(), at: 0, turn: 0, renderer: 0, type: 'definitions', definitions: DEFINITIONS }]);
  for (let number = 1; number <= CALLS / CHAIN; number++) trace.apply(action(number, next));
  return { trace, more: (number) => action(number, next) };
}

const CYCLING = 300;

/** A broken app: every callback has the outputs of three others as its Inputs, and all form cycles. */
function inCycles(): TraceModel {
  const definitions = Array.from({ length: CYCLING }, (_, index): JsonValue => ({
    output: `p${index}.value`,
    inputs: [1, 7, CYCLING - 1].map((step) => ({ id: `p${(index + step) % CYCLING}`, property: 'value' })),
    state: [],
    clientside_function: null,
    prevent_initial_call: true,
  }));
  const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
  trace.apply([{ seq: 1, at: 0, turn: 0, renderer: 0, type: 'definitions', definitions }]);
  return trace.model();
}

/** Everything the panel computes for a recording. */
function createAnalyses(): (model: TraceModel) => void {
  const followers = [createProblemFinder(), createWaveTracker(), createFigureTracker()];
  return (model) => {
    for (const follower of followers) follower.update(model);
  };
}

const timed = (run: () => void): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

export function measureAnalysis(): Promise<readonly Figure[]> {
  // A separate trace for each: what is read from a call's text is cached.
  const whole = Array.from({ length: ROUNDS }, () => {
    const model = record().trace.model();
    return timed(() => createAnalyses()(model));
  });
  const { trace, more } = record();
  const analyse = createAnalyses();
  analyse(trace.model());
  const steps = Array.from({ length: MORE }, (_, step) => {
    trace.apply(more(CALLS / CHAIN + 1 + step));
    const model = trace.model();
    return timed(() => analyse(model));
  });
  const relations = createRelationTracker();
  relations.update(trace.model());
  const related = Array.from({ length: MORE }, (_, step) => {
    trace.apply(more(CALLS / CHAIN + 1 + MORE + step));
    const model = trace.model();
    return timed(() => relations.update(model));
  });
  // A model of its own for each: names are worked out once for a collection of callbacks.
  const cycles = Array.from({ length: ROUNDS }, () => {
    const model = inCycles();
    return timed(() => problemsOf(model));
  });
  return Promise.resolve([
    atMost('analysis of a trace of 10,000 calls: problems, waves, figures', median(whole), 'ms', 200, spread(whole, 0)),
    atMost(
      'analysis of four more calls while recording, p95',
      percentile(steps, 0.95),
      'ms',
      8,
      `median ${median(steps).toFixed(2)} ms, worst ${Math.max(...steps).toFixed(0)} ms`,
    ),
    atMost(
      'relations between calls, four more at 10,000 while recording, p95',
      percentile(related, 0.95),
      'ms',
      1,
      `median ${median(related).toFixed(2)} ms, worst ${Math.max(...related).toFixed(1)} ms`,
    ),
    atMost(`problems of an app of ${CYCLING} callbacks in cycles`, median(cycles), 'ms', 250, spread(cycles, 0)),
  ]);
}
