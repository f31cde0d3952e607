/**
 * Everything that arrives from a page is validated here before it is used. The page is not trusted: it can send
 * anything over the channel.
 */
import * as v from 'valibot';
import type { NoParams } from '../lib/coded';
import { isJsonObject, type JsonValue } from '../lib/json';
import { MOST_DESCRIBED, type AgentEvent } from './events';
import type { AgentMessage } from './messages';

const text = v.pipe(v.string(), v.maxLength(5_000_000));
const short = v.pipe(v.string(), v.maxLength(20_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.finite());
/** It arrived as structured data, so it is data; its depth is limited where it is drawn. */
const json = v.custom<JsonValue>((value) => value !== undefined && typeof value !== 'function');

const textRef = v.object({ text: count, bytes: count, inline: v.optional(text), frame: v.optional(json) });
const changed = v.array(v.tuple([short, v.union([v.literal(1), v.literal(2), v.literal(true)])]));

const base = { seq: count, at: time, turn: count, renderer: v.pipe(count, v.maxValue(50)) };

const numbered = v.object({ seq: count });

const event = v.variant('type', [
  v.object({
    ...base,
    type: v.literal('renderer'),
    dashVersion: v.nullable(short),
    debug: v.nullable(v.boolean()),
    url: short,
    title: short,
    requestBase: v.nullable(short),
    capabilities: v.array(short),
  }),
  v.object({ ...base, type: v.literal('definitions'), definitions: v.pipe(v.array(json), v.maxLength(50_000)) }),
  v.object({ ...base, type: v.literal('companion'), callbacks: v.pipe(v.array(json), v.maxLength(MOST_DESCRIBED)) }),
  v.object({ ...base, type: v.literal('lifecycle'), state: short }),
  v.object({
    ...base,
    type: v.literal('requested'),
    call: count,
    output: text,
    anyVals: short,
    initial: v.boolean(),
    changed,
    group: v.nullable(short),
    by: v.array(count),
  }),
  v.object({ ...base, type: v.literal('changed'), call: count, changed }),
  v.object({ ...base, type: v.literal('ready'), call: count, early: v.optional(v.literal(true)) }),
  v.object({
    ...base,
    type: v.literal('executing'),
    call: count,
    transport: v.picklist(['http', 'websocket', 'page', 'none']),
  }),
  v.object({ ...base, type: v.literal('socket-sent'), call: count, payload: v.nullable(json) }),
  v.object({
    ...base,
    type: v.literal('socket-answered'),
    call: count,
    status: v.picklist(['ok', 'prevent_update', 'error']),
    message: v.nullable(text),
    response: v.nullable(json),
    sideUpdate: v.nullable(json),
  }),
  v.object({ ...base, type: v.literal('server-time'), call: count, parts: v.record(short, json) }),
  v.object({
    ...base,
    type: v.literal('connection'),
    what: v.picklist(['connected', 'disconnected', 'get_props']),
    detail: short,
    interrupted: v.array(count),
  }),
  v.object({ ...base, type: v.literal('long-task'), duration: time }),
  v.object({
    ...base,
    type: v.literal('ran'),
    call: count,
    sync: time,
    source: count,
    awaited: v.exactOptional(v.nullable(json)),
  }),
  v.object({
    ...base,
    type: v.literal('ids'),
    added: v.array(short),
    removed: v.array(short),
    families: v.record(short, v.array(json)),
    shared: v.exactOptional(
      v.pipe(
        v.array(
          v.object({
            id: short,
            count,
            places: v.pipe(v.array(v.pipe(v.array(short), v.maxLength(100))), v.maxLength(100)),
            used: v.nullable(count),
          }),
        ),
        v.maxLength(1_000),
      ),
    ),
    whole: v.exactOptional(v.literal(true)),
  }),
  v.object({ ...base, type: v.literal('sent'), call: count, exchange: count, url: short, body: v.nullable(textRef) }),
  v.object({
    ...base,
    type: v.literal('headers'),
    exchange: count,
    status: count,
    serverTiming: v.nullable(short),
    redirected: v.exactOptional(short),
  }),
  v.object({
    ...base,
    type: v.literal('unreadable'),
    exchange: count,
    call: count,
    what: v.picklist(['empty', 'html', 'truncated', 'text', 'json', 'broken']),
    start: short,
  }),
  v.object({ ...base, type: v.literal('received'), exchange: count, body: v.nullable(textRef) }),
  v.object({ ...base, type: v.literal('parsed'), exchange: count }),
  v.object({ ...base, type: v.literal('failed'), exchange: count, message: short }),
  v.object({
    ...base,
    type: v.literal('finished'),
    call: count,
    result: v.picklist(['skipped', 'ambiguous', 'data', 'error']),
    message: v.nullable(text),
    stack: v.nullable(text),
    payload: v.nullable(json),
    data: v.nullable(json),
    before: v.nullable(json),
    patches: v.optional(json),
    shape: v.exactOptional(
      v.object({ what: v.picklist(['nothing', 'value', 'list']), length: count, declared: count }),
    ),
  }),
  v.object({
    ...base,
    type: v.literal('applied'),
    call: count,
    updated: v.array(short),
    declared: count,
    gone: v.optional(v.array(short)),
  }),
  v.object({ ...base, type: v.literal('painted'), calls: v.array(count) }),
  v.object({
    ...base,
    type: v.literal('ended'),
    call: count,
    reason: v.picklist([
      'merged',
      'superseded',
      'circular',
      'outputs_missing',
      'group_dropped',
      'discarded',
      'reloaded',
      'unknown',
    ]),
    by: v.nullable(count),
  }),
  v.object({
    ...base,
    type: v.literal('props'),
    id: short,
    component: short,
    props: v.record(short, json),
    origin: v.picklist([
      'component',
      'output',
      'side-update',
      'clientside-set-props',
      'websocket',
      'history',
      'persistence',
      'unknown',
    ]),
    call: v.nullable(count),
    restored: v.exactOptional(v.array(short)),
    gesture: v.boolean(),
    action: v.exactOptional(count),
    shadowed: v.exactOptional(v.literal(true)),
    after: v.exactOptional(
      v.variant('what', [
        v.object({ what: v.picklist(['mount', 'navigation', 'storage']) }),
        v.object({ what: v.picklist(['write', 'layout']), id: short, property: short }),
      ]),
    ),
  }),
  v.object({ ...base, type: v.literal('error'), message: text, html: v.nullable(text) }),
  v.object({
    ...base,
    type: v.literal('job'),
    job: short,
    state: v.picklist(['added', 'removed', 'outdated']),
    call: v.nullable(count),
    cancel: v.pipe(v.array(short), v.maxLength(1_000)),
  }),
  v.object({ ...base, type: v.literal('command'), what: v.literal('cancel'), call: count }),
  v.object({
    ...base,
    type: v.literal('left'),
    from: short,
    call: v.nullable(count),
    write: v.nullable(count),
    prop: v.nullable(short),
    url: v.nullable(short),
    proven: v.boolean(),
  }),
  v.object({ ...base, type: v.literal('unsupported') }),
  v.object({ ...base, type: v.literal('fault'), message: text }),
]);

const none = v.custom<NoParams>((value) => isJsonObject(value) && Object.keys(value).length === 0);
/** The failures that an agent reports. */
const failure = v.variant('code', [
  v.object({ code: v.literal('value_dropped'), params: none }),
  v.object({ code: v.literal('not_json'), params: none }),
  v.object({ code: v.literal('job_over'), params: none }),
  v.object({ code: v.literal('job_superseded'), params: none }),
  v.object({ code: v.literal('no_cancel_input'), params: none }),
  v.object({ code: v.literal('cancel_inputs_missing'), params: v.object({ props: v.array(short) }) }),
  v.object({ code: v.literal('no_set_props'), params: none }),
  v.object({ code: v.literal('set_props_failed'), params: v.object({ prop: short, detail: short }) }),
]);

const message = v.variant('type', [
  v.object({
    type: v.literal('hello'),
    protocol: count,
    agent: v.pipe(v.string(), v.maxLength(100)),
    product: short,
    timeOrigin: time,
    url: short,
    title: short,
    userAgent: short,
    referrer: v.exactOptional(short),
    first: count,
    next: count,
  }),
  v.object({ type: v.literal('events'), events: v.pipe(v.array(v.unknown()), v.maxLength(10_000)), dropped: count }),
  v.object({
    type: v.literal('value'),
    id: count,
    part: count,
    parts: v.pipe(count, v.minValue(1), v.maxValue(1_000)),
    text,
  }),
  v.object({ type: v.literal('outline'), id: count, json }),
  v.object({ type: v.literal('sequence'), id: count, next: count }),
  v.object({ type: v.literal('cancelled'), id: count }),
  v.object({ type: v.literal('picked'), id: count, component: v.nullable(short) }),
  v.object({ type: v.literal('refused'), id: count, reason: failure }),
]);

/** The events of one message. */
export interface EventBatch {
  readonly type: 'events';
  readonly events: readonly AgentEvent[];
  /** How many events the page had to drop before these. */
  readonly dropped: number;
  /** How many events of the message have an unknown form. */
  readonly refused: number;
  /** The highest sequence number of the batch, including rejected events: what was received, for `ack`. */
  readonly last: number | null;
}

/** A message with its events not validated yet; `undefined` if it is not one of ours. */
export type CheckedMessage = Exclude<AgentMessage, { readonly type: 'events' }> | EventBatch;

/** Validates one message from a page. Unknown events are left out and counted in `refused`. */
export function checkMessage(received: unknown): CheckedMessage | undefined {
  const result = v.safeParse(message, received);
  if (!result.success) return undefined;
  const { output } = result;
  if (output.type === 'value' && output.part >= output.parts) return undefined;
  if (output.type !== 'events') return output;
  const events: AgentEvent[] = [];
  let last: number | null = null;
  for (const candidate of output.events) {
    if (v.is(event, candidate)) events.push(candidate as AgentEvent);
    if (v.is(numbered, candidate)) last = Math.max(last ?? 0, candidate.seq);
  }
  return { type: 'events', events, dropped: output.dropped, refused: output.events.length - events.length, last };
}
