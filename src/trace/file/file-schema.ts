import * as v from 'valibot';
import type { JsonValue } from '../../lib/json';
import { OUTCOMES, PHASES } from '../types';
import { callReason, jobReason } from './reason-schema';

const json = v.custom<JsonValue>((value) => value !== undefined);
const object = v.record(v.string(), json);
const time = v.pipe(v.number(), v.finite());
const id = v.union([v.string(), object]);

const yes = v.optional(v.literal(true));

const dependency = v.looseObject({ id, property: v.string(), allow_duplicate: yes, allow_optional: yes });

const callback = v.looseObject({
  key: v.string(),
  kind: v.picklist(['server', 'clientside', 'background']),
  outputs: v.array(dependency),
  inputs: v.array(dependency),
  state: v.array(dependency),
  preventInitialCall: v.optional(v.boolean(), false),
  name: v.optional(v.string()),
  source: v.optional(v.looseObject({ file: v.string(), line: v.number() })),
  code: v.optional(v.string()),
  hidden: yes,
  running: v.optional(v.looseObject({ on: object, off: object })),
  interval: v.optional(time),
  declared: v.optional(v.number()),
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
  'user',
  'component',
  'interval',
  'call',
  'side-update',
  'clientside-set-props',
  'layout',
  'initial',
  'reconnect',
  'history',
  'unknown',
] as const;

const cause = v.looseObject({
  type: v.picklist(causeTypes),
  prop_id: v.optional(v.string()),
  call: v.optional(v.string()),
  gesture: yes,
  action: v.optional(v.number()),
  after: v.optional(v.picklist(['call', 'layout', 'mount', 'navigation', 'storage'])),
  wrote: v.optional(v.string()),
  shadowed: yes,
  what: v.optional(v.picklist(['added', 'second', 'reinserted', 'removed', 'restored'])),
  before: v.optional(
    v.looseObject({ call: v.nullable(v.string()), callback: v.nullable(v.string()), wrote: v.nullable(v.string()) }),
  ),
});

const propsById = v.record(v.string(), object);

const call = v.looseObject({
  id: v.string(),
  /** Defaults to the position in the file: older files do not have it. */
  index: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  callback: v.string(),
  kind: v.picklist(['server', 'clientside', 'background']),
  transport: v.nullable(v.picklist(['http', 'websocket', 'page'])),
  match: v.optional(v.nullable(object), null),
  initial: v.boolean(),
  causes: v.array(cause),
  changed: v.optional(v.array(v.string())),
  ctx: v.nullable(context),
  outcome: v.picklist(OUTCOMES),
  reason: callReason,
  outputs: v.array(
    v.looseObject({
      prop_id: v.string(),
      update: v.picklist(['value', 'patch', 'no_update']),
      value: v.optional(json),
    }),
  ),
  sideUpdates: v.optional(v.array(v.looseObject({ at: time, origin: v.string(), props: propsById })), []),
  phases: v.partial(v.object(Object.fromEntries(PHASES.map((phase) => [phase, time])))),
  ended: v.optional(v.nullable(time), null),
  server: v.optional(
    v.nullable(
      v.looseObject({
        total: v.nullable(time),
        timings: v.record(v.string(), time),
        parts: v.optional(v.record(v.string(), time)),
      }),
    ),
    null,
  ),
  bytes: v.optional(v.looseObject({ request: v.nullable(time), response: v.nullable(time) }), {
    request: null,
    response: null,
  }),
  error: v.optional(
    v.nullable(
      v.looseObject({
        message: v.string(),
        traceback: v.optional(v.string()),
        from: v.optional(v.picklist(['function', 'renderer', 'gateway', 'network'])),
        body: v.optional(v.string()),
        url: v.optional(v.string()),
      }),
    ),
    null,
  ),
  job: v.optional(v.nullable(v.string()), null),
  status: v.optional(v.nullable(v.number()), null),
  requests: v.optional(v.number()),
  clientside: v.optional(
    v.looseObject({
      sync: time,
      source: v.looseObject({ text: v.number(), path: v.array(v.union([v.string(), v.number()])) }),
    }),
  ),
  patches: v.optional(v.record(v.string(), v.looseObject({ before: json, after: json }))),
});

const job = v.looseObject({
  id: v.string(),
  call: v.string(),
  callback: v.string(),
  task: v.optional(v.string()),
  cancel: v.optional(v.array(v.string())),
  started: time,
  ended: v.nullable(time),
  outcome: v.picklist(['done', 'failed', 'cancelled', 'superseded', 'orphaned', 'running']),
  reason: jobReason,
  polls: v.optional(v.array(v.looseObject({ at: time, duration: v.optional(v.nullable(time), null) })), []),
  progress: v.optional(v.array(v.looseObject({ at: time, props: propsById })), []),
  setProps: v.optional(v.array(v.looseObject({ at: time, props: propsById })), []),
  worker: v.optional(v.looseObject({ progress: v.array(time), earlier: v.number() })),
  earlier: v.optional(
    v.looseObject({
      polls: v.optional(v.number()),
      progress: v.optional(v.number()),
      setProps: v.optional(v.number()),
    }),
  ),
});

const writeOrigins = [
  'user',
  'component',
  'interval',
  'output',
  'side-update',
  'clientside-set-props',
  'websocket',
  'history',
  'persistence',
  'unknown',
] as const;

const write = v.looseObject({ at: time, origin: v.picklist(writeOrigins), call: v.nullable(v.string()), value: json });

const layout = v.looseObject({
  strings: v.array(v.string()),
  families: v.record(v.string(), v.array(v.array(json))),
  shared: v.optional(
    v.array(
      v.looseObject({
        id: v.string(),
        count: v.number(),
        places: v.array(v.array(v.string())),
        used: v.nullable(v.number()),
        by: v.nullable(v.looseObject({ call: v.string(), callback: v.string() })),
      }),
    ),
  ),
});

const unknownProp = v.looseObject({
  prop: v.string(),
  dependency: v.picklist(['Input', 'State', 'Output']),
  component: v.string(),
});

const app = v.looseObject({
  dashVersion: v.nullable(v.string()),
  debug: v.optional(v.nullable(v.boolean()), null),
  title: v.optional(v.string(), ''),
  renderer: v.optional(v.number(), 0),
  requestBase: v.optional(v.nullable(v.string()), null),
  unknownProps: v.optional(v.array(unknownProp)),
});

/** Content of a trace file of the current version (docs/trace.md). Unknown fields are kept. */
export const traceFileSchema = v.looseObject({
  recorded: v.looseObject({ at: v.string(), by: v.string(), url: v.string(), userAgent: v.optional(v.string(), '') }),
  app,
  callbacks: v.array(callback),
  calls: v.array(call),
  jobs: v.optional(v.array(job), []),
  events: v.optional(v.array(v.looseObject({ at: time, type: v.string() })), []),
  props: v.optional(v.record(v.string(), v.looseObject({ changes: v.number(), lastAt: time }))),
  writes: v.optional(v.record(v.string(), v.array(write)), {}),
  layout: v.optional(v.nullable(layout), null),
});
