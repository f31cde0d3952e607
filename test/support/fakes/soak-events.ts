import type { AgentEvent, EventBody } from '../../../src/protocol/events';

export interface SoakSize {
  readonly calls: number;
  /** How many of the calls start a background job. */
  readonly jobs: number;
}

/** Callbacks that are called, most of which no app declares. */
const OUTPUTS = 25_000;
/** Components that are written. */
const COMPONENTS = 25_000;
const SIGNATURE = `~${'0a'.repeat(32)}`;

/**
 * Events of a very long visit in which everything happens that a trace remembers something of: calls of every kind,
 * calls and jobs that never end, answers that never come, thousands of components and callbacks. Always the same ones.
 */
export function* soakEvents({ calls, jobs }: SoakSize): Generator<AgentEvent> {
  let seq = 0;
  let turn = 0;
  const event = (at: number, body: EventBody): AgentEvent => ({ seq: ++seq, at, turn, renderer: 0, ...body });
  const everyJob = jobs === 0 ? Infinity : calls / jobs;
  let nextJob = 0;
  for (let call = 1; call <= calls; call++) {
    const at = call * 10;
    turn++;
    const hasJob = call - 1 >= nextJob;
    if (hasJob) nextJob += everyJob;
    for (const body of hasJob ? jobBodies(call, at) : callBodies(call)) yield event(at, body);
    turn++;
    for (const body of surroundings(call)) yield event(at + 5, body);
  }
}

const write = (id: string, value: number, more: Partial<EventBody & { type: 'props' }> = {}): EventBody => ({
  type: 'props',
  id,
  component: 'dash_core_components.Input',
  props: { value },
  origin: 'component',
  call: null,
  gesture: true,
  ...more,
});

const requested = (call: number, output: string, input: string): EventBody => ({
  type: 'requested',
  call,
  output,
  anyVals: '',
  initial: false,
  changed: [[`${input}.value`, 2]],
  group: null,
  by: [],
});

const finished = (call: number, result: 'data' | 'error'): EventBody => ({
  type: 'finished',
  call,
  result,
  message: null,
  stack: null,
  payload: null,
  data: null,
  before: null,
});

/** One call: most over HTTP, some in the page or over the websocket, and some that never end. */
function callBodies(call: number): readonly EventBody[] {
  const input = `in-${call % COMPONENTS}`;
  const out = `out-${call % OUTPUTS}`;
  const begin = [requested(call, `${out}.children`, input), write(input, call), { type: 'ready', call } as const];
  if (call % 97 === 0) return begin;
  if (call % 89 === 0) return [...begin, { type: 'ended', call, reason: 'merged', by: call - 1 }];
  const applied = { type: 'applied', call, updated: [`${out}.children`], declared: 1 } as const;
  if (call % 11 === 0)
    return [...begin, { type: 'executing', call, transport: 'page' }, finished(call, 'data'), applied];
  if (call % 13 === 0)
    return [
      ...begin,
      { type: 'executing', call, transport: 'websocket' },
      { type: 'socket-sent', call, payload: { output: `${out}.children` } },
      ...(call % 3 === 0 ? [] : ([socketAnswer(call, out), applied] as const)),
    ];
  const body = JSON.stringify({
    output: `${out}.children`,
    inputs: [{ id: input, property: 'value', value: call }],
    changedPropIds: [`${input}.value`],
  });
  const answer = JSON.stringify({ multi: true, response: { [out]: { children: call } } });
  const isLarge = call % 7 === 0;
  return [
    ...begin,
    {
      type: 'sent',
      call,
      exchange: call * 10,
      url: '/_dash-update-component',
      body: { text: call * 2, bytes: isLarge ? 90_000 : body.length, ...(isLarge ? {} : { inline: body }) },
    },
    { type: 'executing', call, transport: 'http' },
    // Some never get a response.
    ...(call % 17 === 0
      ? []
      : ([
          { type: 'headers', exchange: call * 10, status: 200, serverTiming: null },
          {
            type: 'received',
            exchange: call * 10,
            body: { text: call * 2 + 1, bytes: answer.length, inline: answer },
          },
          { type: 'parsed', exchange: call * 10 },
          finished(call, 'data'),
          write(out, call, { origin: 'output', call, gesture: false }),
          applied,
          { type: 'painted', calls: [call] },
        ] as const)),
  ];
}

const socketAnswer = (call: number, out: string): EventBody => ({
  type: 'socket-answered',
  call,
  status: call % 2 === 0 ? 'prevent_update' : 'ok',
  message: null,
  response: { [out]: { children: call } },
  sideUpdate: null,
});

/** A background call with two polls, progress, and usually an end. */
function jobBodies(call: number, at: number): readonly EventBody[] {
  const input = `start-${call % 50}`;
  const out = `report-${call % 50}`;
  const job = `task-${call}${SIGNATURE}`;
  const exchange = call * 10;
  const answered = (number: number, answer: object): readonly EventBody[] => {
    const inline = JSON.stringify(answer);
    return [
      { type: 'headers', exchange: number, status: 200, serverTiming: `dcd-job;desc="run=r${call} started=10"` },
      { type: 'received', exchange: number, body: { text: number, bytes: inline.length, inline } },
      { type: 'parsed', exchange: number },
    ];
  };
  const poll = (number: number, answer: object): readonly EventBody[] => [
    {
      type: 'sent',
      call,
      exchange: exchange + number,
      url: `/_dash-update-component?job=${job}&cacheKey=key-${call}`,
      body: null,
    },
    ...answered(exchange + number, answer),
    write('bar', number, { origin: 'side-update', gesture: false }),
  ];
  return [
    { type: 'command', what: 'cancel', call: call - 1 },
    requested(call, `${out}.children`, input),
    write(input, call),
    { type: 'ready', call },
    { type: 'sent', call, exchange, url: '/_dash-update-component', body: null },
    { type: 'executing', call, transport: 'http' },
    ...answered(exchange, { job, progressDefault: { 'bar.value': 0 } }),
    { type: 'job', job, state: 'added', call, cancel: [] },
    ...poll(1, { job, progress: { 'bar.value': at } }),
    ...poll(2, { job, progress: { 'bar.value': at + 1 } }),
    ...(call % 101 === 0
      ? []
      : ([
          finished(call, call % 19 === 0 ? 'error' : 'data'),
          { type: 'applied', call, updated: [`${out}.children`], declared: 1 },
        ] as const)),
  ];
}

/** Occasional other events on the page. */
function surroundings(call: number): readonly EventBody[] {
  const bodies: EventBody[] = [];
  if (call % 5 === 0) bodies.push(write(`kept-${call}`, call, { origin: 'persistence', gesture: false }));
  if (call % 10 === 0)
    bodies.push(write(`stray-${call % COMPONENTS}`, call, { origin: 'side-update', gesture: false }));
  if (call % 100 === 0) bodies.push({ type: 'long-task', duration: 60 });
  if (call % 1_000 === 0)
    bodies.push({ type: 'ids', added: [`new-${call}`], removed: [`new-${call - 20_000}`], families: {} });
  if (call % 5_000 === 0)
    bodies.push(
      { type: 'connection', what: 'disconnected', detail: '', interrupted: [call] },
      { type: 'connection', what: 'connected', detail: '', interrupted: [] },
    );
  return bodies;
}
