/**
 * Traces written by hand, so that a test reads as a story. The notation is described in `trace-notation.ts`.
 *
 *     traceFrom('c1 a.out <- btn.n_clicks 0-120', 'c2 b.out <- a.out 120-180 cause c1')
 */
import { toMilliseconds } from '../../../src/lib/brand';
import { parseJson, type JsonObject, type JsonValue } from '../../../src/lib/json';
import type { TraceModel } from '../../../src/trace/model';
import {
  toCallbackKey,
  toCallId,
  toJobId,
  toPropId,
  type Body,
  type Call,
  type CallbackDefinition,
  type CallbackKey,
  type Cause,
  type CauseType,
  type CallId,
  type Dependency,
  type Job,
  type JobId,
  type Outcome,
  type Phases,
  type PropId,
  type TraceEvent,
  type TraceEventType,
} from '../../../src/trace/types';
import { toActivity, toPropActivity } from './trace-activity';
import {
  toComponentId,
  toIdString,
  toPropIdString,
  toRequestJson,
  toResponseJson,
  type BodyParts,
} from './trace-bodies';
import { parseCallLine, toPhases, toTokens, type WrittenCall, type NotedProp } from './trace-notation';

const NEVER_RAN: readonly Outcome[] = [
  'merged',
  'superseded',
  'circular',
  'outputs_missing',
  'inputs_missing',
  'group_dropped',
  'not_hydrated',
];
const APPLIED: readonly Outcome[] = ['updated', 'partial', 'no_update'];

const toDependency = ({ id, property }: NotedProp): Dependency => ({ id: toComponentId(id), property });

function toKey(outputs: readonly Dependency[], inputs: readonly Dependency[]): CallbackKey {
  if (outputs.length === 0) return toCallbackKey(`no-output:${inputs.map(toPropIdString).join(',')}`);
  const parts = outputs.map(toPropIdString);
  return toCallbackKey(parts.length === 1 ? (parts[0] as string) : `..${parts.join('...')}..`);
}

function toDefinition(line: WrittenCall): CallbackDefinition {
  const outputs = line.outputs.map(toDependency);
  const inputs = (line.inputs ?? []).map(toDependency);
  const [file, row] = line.words.source?.split(':') ?? [];
  return {
    key: toKey(outputs, inputs),
    kind: line.words.kind ?? 'server',
    outputs,
    inputs,
    state: (line.states ?? []).map(toDependency),
    preventInitialCall: line.words.preventInitialCall ?? false,
    ...(line.words.name ? { name: line.words.name } : {}),
    ...(file ? { source: { file, line: Number(row) } } : {}),
    ...(line.words.hidden ? { hidden: true as const } : {}),
  };
}

function outcomeOf({ words, outputs, time }: WrittenCall): Outcome {
  if (words.outcome) return words.outcome;
  if (words.error !== undefined) return 'error';
  if (time !== null && !(time.includes('/') ? time.split('/').slice(4).some(Boolean) : /-\d/.test(time)))
    return 'pending';
  const left = outputs.filter((output) => output.noUpdate).length;
  if (left === 0) return 'updated';
  return left === outputs.length ? 'no_update' : 'partial';
}

/** The concrete prop id of a declared one: MATCH replaced by what the call bound. */
function concrete(dependency: Dependency, match: JsonObject | null): string {
  const { id, property } = dependency;
  if (typeof id === 'string' || match === null) return toPropIdString(dependency);
  const filled = Object.entries(id).map(([key, value]) => [
    key,
    Array.isArray(value) && value[0] === 'MATCH' ? (match[key] ?? value) : value,
  ]);
  return `${toIdString(Object.fromEntries(filled) as JsonObject)}.${property}`;
}

function toCauses(
  words: readonly string[],
  definition: CallbackDefinition,
  changed: readonly string[],
  calls: ReadonlyMap<CallId, Call>,
): Cause[] {
  return words.map((word): Cause => {
    // `user` or `user:btn.n_clicks`; the prop id may hold colons itself.
    const colon = word.indexOf(':');
    const [type, prop] = colon < 0 ? [word, undefined] : [word.slice(0, colon), word.slice(colon + 1)];
    const cause = calls.get(toCallId(word));
    // `itself` is what the model calls `component`.
    if (!cause && (type === 'user' || type === 'itself') && (prop ?? changed[0])) {
      return {
        type: type === 'user' ? 'user' : 'component',
        prop_id: toPropId(prop ?? changed[0] ?? ''),
        ...(type === 'user' ? { gesture: true as const } : {}),
      };
    }
    if (!cause)
      return {
        type: type as CauseType,
        ...(prop
          ? { prop_id: toPropId(prop) }
          : changed[0] && type !== 'initial'
            ? { prop_id: toPropId(changed[0]) }
            : {}),
      };
    const inputs = definition.inputs.map(toPropIdString);
    const shared = cause.callback
      .split('...')
      .map((part) => part.replace(/^\.\.|\.\.$/g, ''))
      .find((part) => inputs.includes(part));
    const prop_id = shared ?? changed[0];
    return { type: 'call', call: cause.id, ...(prop_id ? { prop_id: toPropId(prop_id) } : {}) };
  });
}

/** Builds the whole model of the lines; body numbers are `2 × index` for requests and one more for responses. */
export function traceFrom(...lines: string[]): TraceModel {
  const callbacks = new Map<CallbackKey, CallbackDefinition>();
  const calls = new Map<CallId, Call>();
  const jobs = new Map<JobId, Job>();
  const events: TraceEvent[] = [];
  const writes: { prop: PropId; at: number }[] = [];
  let title = 'Test app';
  let dashVersion = '4.4.1';
  let dropped = 0;

  const addCall = (line: WrittenCall): void => {
    const fresh = toDefinition(line);
    const known =
      callbacks.get(fresh.key) ??
      (line.inputs === null ? [...callbacks.values()].find(({ key }) => key === fresh.key) : undefined);
    const definition = known ?? fresh;
    if (!known) callbacks.set(definition.key, definition);
    if (line.id === null) return;
    const { words } = line;
    const outcome = outcomeOf(line);
    const match = words.match ?? null;
    const causeWords = words.causes ?? [
      words.initial ? 'initial' : definition.inputs[0]?.property === 'n_intervals' ? 'interval' : 'user',
    ];
    const first = definition.inputs[0];
    const byCall = toCauses(causeWords, definition, [], calls).flatMap((cause) =>
      cause.type === 'call' && cause.prop_id ? [cause.prop_id as string] : [],
    );
    const changed =
      words.triggered ?? (words.initial ? [] : byCall.length > 0 ? byCall : first ? [concrete(first, match)] : []);
    const causes = toCauses(causeWords, definition, changed, calls);
    const ran = !NEVER_RAN.includes(outcome);
    const applied = APPLIED.includes(outcome);
    const ends = !ran ? 'requested' : applied ? 'applied' : 'received';
    const phases = toPhases(line.time ?? '0', ends, definition.kind !== 'clientside') as Phases;
    const index = calls.size + 1;
    const id = toCallId(line.id);
    const parts: BodyParts = {
      definition,
      outputs: line.outputs,
      inputs: line.inputs ?? [],
      states: line.states ?? [],
      match,
      changed,
      defaultOutput: line.id,
    };
    const body = (text: number, json: JsonValue): Body => ({ text, bytes: JSON.stringify(json).length, json });
    const wire = definition.kind !== 'clientside';
    const answered = phases.received !== undefined && applied;
    const status =
      words.status ??
      (!wire || phases.received === undefined || words.websocket
        ? null
        : outcome === 'error'
          ? 500
          : outcome === 'prevented'
            ? 204
            : 200);
    calls.set(id, {
      id,
      index,
      callback: definition.key,
      kind: definition.kind,
      transport: phases.sent === undefined ? null : !wire ? 'page' : words.websocket ? 'websocket' : 'http',
      match,
      initial: words.initial ?? false,
      causes,
      changed,
      outcome,
      reason: words.reason ?? null,
      sideUpdates: words.side
        ? [
            {
              at: toMilliseconds(phases.received ?? phases.requested ?? 0),
              origin: 'set_props',
              props: words.side as { readonly [id: string]: JsonObject },
            },
          ]
        : [],
      phases,
      ended:
        outcome === 'pending' ? null : (phases.applied ?? phases.received ?? phases.requested ?? toMilliseconds(0)),
      server:
        words.server === undefined && !words.timings
          ? null
          : { total: words.server ?? null, timings: (words.timings ?? {}) as Record<string, number> },
      error:
        words.error === undefined
          ? null
          : { message: words.error, ...(words.traceback ? { traceback: words.traceback } : {}) },
      job: words.job ? toJobId(words.job) : null,
      status,
      request: phases.sent === undefined ? null : body(2 * index, toRequestJson(parts)),
      response: answered ? body(2 * index + 1, toResponseJson(parts, words.side)) : null,
    });
    if (words.job && !jobs.has(toJobId(words.job))) {
      const ended = phases.received ?? null;
      const job: Job = {
        id: toJobId(words.job),
        call: id,
        callback: definition.key,
        started: toMilliseconds(phases.sent ?? 0),
        ended,
        outcome:
          ended === null ? 'running' : outcome === 'error' ? 'failed' : outcome === 'cancelled' ? 'cancelled' : 'done',
        reason: words.reason?.code === 'text' ? words.reason : null,
        polls: [],
        progress: [],
        setProps: [],
      };
      jobs.set(job.id, job);
    }
    for (const cause of causes) {
      if (cause.type !== 'call' && cause.prop_id) writes.push({ prop: cause.prop_id, at: phases.requested ?? 0 });
    }
    if (applied && phases.applied !== undefined) {
      for (const output of definition.outputs) {
        const written = line.outputs.find((prop) => toPropIdString(toDependency(prop)) === toPropIdString(output));
        if (!written?.noUpdate) writes.push({ prop: toPropId(concrete(output, match)), at: phases.applied });
      }
    }
  };

  for (const text of lines) {
    const [word, ...rest] = toTokens(text.trim());
    if (word === 'app') {
      title = parseJson(rest[0] ?? '""') as string;
      dashVersion = rest[1] ?? dashVersion;
    } else if (word === 'dropped') dropped = Number(rest[0]);
    else if (word === 'event') {
      events.push({
        ...(parseJson(rest[2] ?? '{}') as JsonObject),
        at: toMilliseconds(Number(rest[0])),
        type: rest[1] as TraceEventType,
      });
    } else addCall(parseCallLine(text.trim()));
  }

  return {
    revision: lines.length,
    recorded: { at: '2026-01-01T00:00:00.000Z', by: 'traceFrom', url: 'http://localhost:8050/', userAgent: 'test' },
    app: { dashVersion, debug: true, title, renderer: 0, requestBase: '/' },
    callbacks,
    calls,
    callIds: [...calls.keys()],
    jobs,
    events,
    activity: toActivity(callbacks, calls.values()),
    props: toPropActivity(writes),
    writes: new Map(),
    layout: null,
    dropped,
    forgotten: { calls: 0, jobs: 0 },
  };
}
