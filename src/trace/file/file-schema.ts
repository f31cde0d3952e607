import * as v from 'valibot';
import type { JsonValue } from '../../lib/json';
import { OUTCOMES, PHASES } from '../types';

const json = v.custom<JsonValue>((value) => value !== undefined);
const object = v.record(v.string(), json);
const time = v.pipe(v.number(), v.finite());
const id = v.union([v.string(), object]);

const dependency = v.looseObject({ id, property: v.string() });

const callback = v.looseObject({
  key: v.string(),
  kind: v.picklist(['server', 'clientside', 'background']),
  outputs: v.array(dependency),
  inputs: v.array(dependency),
  state: v.array(dependency),
});

const context = v.looseObject({
  triggered: v.array(v.looseObject({ prop_id: v.string(), value: json })),
  triggered_id: json,
  triggered_prop_ids: object,
  inputs: object,
  states: object,
  inputs_list: v.array(json),
  states_list: v.array(json),
  outputs_list: json,
});

const causeTypes = [
  'user', 'interval', 'call', 'side-update', 'clientside-set-props', 'layout', 'initial', 'reconnect', 'history', 'unknown',
] as const;

const propsById = v.record(v.string(), object);

const call = v.looseObject({
  id: v.string(),
  callback: v.string(),
  kind: v.picklist(['server', 'clientside', 'background']),
  transport: v.nullable(v.picklist(['http', 'websocket', 'page'])),
  match: v.optional(v.nullable(object), null),
  initial: v.boolean(),
  causes: v.array(v.looseObject({ type: v.picklist(causeTypes) })),
  ctx: v.nullable(context),
  outcome: v.picklist(OUTCOMES),
  reason: v.optional(v.nullable(v.string()), null),
  outputs: v.array(v.looseObject({ prop_id: v.string(), update: v.picklist(['value', 'patch', 'no_update']) })),
  sideUpdates: v.optional(v.array(v.looseObject({ at: time, origin: v.string(), props: propsById })), []),
  phases: v.partial(v.object(Object.fromEntries(PHASES.map((phase) => [phase, time])))),
  ended: v.optional(v.nullable(time), null),
  server: v.optional(v.nullable(v.looseObject({ total: v.nullable(time), timings: v.record(v.string(), time) })), null),
  bytes: v.optional(v.looseObject({ request: v.nullable(time), response: v.nullable(time) }), { request: null, response: null }),
  error: v.optional(v.nullable(v.looseObject({ message: v.string(), traceback: v.optional(v.string()) })), null),
  job: v.optional(v.nullable(v.string()), null),
  status: v.optional(v.nullable(v.number()), null),
});

const job = v.looseObject({
  id: v.string(),
  call: v.string(),
  callback: v.string(),
  started: time,
  ended: v.nullable(time),
  outcome: v.picklist(['done', 'failed', 'cancelled', 'superseded', 'orphaned', 'running']),
  reason: v.optional(v.nullable(v.string()), null),
  polls: v.optional(v.array(v.looseObject({ at: time })), []),
  progress: v.optional(v.array(v.looseObject({ at: time, props: propsById })), []),
  setProps: v.optional(v.array(v.looseObject({ at: time, props: propsById })), []),
});

/** Content of a trace file of the current version (docs/trace.md). Fields we do not know are kept. */
export const traceFileSchema = v.looseObject({
  recorded: v.looseObject({ at: v.string(), by: v.string(), url: v.string(), userAgent: v.optional(v.string(), '') }),
  app: v.looseObject({ dashVersion: v.nullable(v.string()) }),
  callbacks: v.array(callback),
  calls: v.array(call),
  jobs: v.optional(v.array(job), []),
  events: v.optional(v.array(v.looseObject({ at: time, type: v.string() })), []),
});
