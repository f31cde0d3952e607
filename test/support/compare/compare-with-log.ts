import { isDeepStrictEqual } from 'node:util';

import { splitPropId } from '../../../src/dash/component-id';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json';
import type { FileCall, TraceFile } from '../../../src/trace/file/trace-file';
import type { OutputUpdate } from '../../../src/trace/types';
import type { LogLine } from '../servers/dash-server';

/** What `dash.ctx` must say on both sides. `args_grouping` is not on the wire. */
const CONTEXT_FIELDS = [
  'triggered',
  'triggered_id',
  'triggered_prop_ids',
  'inputs',
  'states',
  'inputs_list',
  'states_list',
  'outputs_list',
] as const;

/** Outcomes of calls whose result arrived and was not used: the server cannot know. */
const UNUSED = ['discarded', 'cancelled'];

/** A call that reached a server, with the path of its app and the moment it left in epoch milliseconds. */
interface SentCall {
  readonly app: string;
  readonly sentAt: number;
  readonly call: FileCall;
}

/** What a comparison covered, and one sentence per difference. */
export interface Comparison {
  readonly onServer: number;
  readonly inTrace: number;
  /** How many fields of calls were compared. */
  readonly fields: number;
  readonly differences: readonly string[];
}

/** For each pair of call and log line: the context, outcome, outputs and side updates. */
const FIELDS_PER_CALL = CONTEXT_FIELDS.length + 3;

/**
 * Compares what traces say of their calls with what the server logged of them, field by field.
 * @param traces every document of the visit, values whole
 * @param log every call of the server, in the order in which they started
 */
export function compareWithLog(traces: readonly TraceFile[], log: readonly LogLine[]): Comparison {
  const apps = [...new Set(log.map(({ app }) => app))].sort((a, b) => b.length - a.length);
  const calls = traces.flatMap((trace) => sentCalls(trace, apps)).sort((a, b) => a.sentAt - b.sentAt);
  // Polls of a background callback belong to the call that started the job.
  const lines = log.filter(({ background }) => background !== 'poll').map((line) => withPolls(line, log));
  const keys = new Set([
    ...calls.map(({ app, call }) => `${app} ${call.callback}`),
    ...lines.map(({ app, output }) => `${app} ${output}`),
  ]);
  const differences: string[] = [];
  const pairs: Pair[] = [];
  for (const key of keys) {
    const ofKey = calls.filter(({ app, call }) => `${app} ${call.callback}` === key);
    const linesOfKey = lines.filter(({ app, output }) => `${app} ${output}` === key);
    if (ofKey.length !== linesOfKey.length) {
      differences.push(`${key}: ${ofKey.length} calls in the trace, ${linesOfKey.length} on the server`);
    }
    for (const pair of pairUp(ofKey, linesOfKey)) {
      pairs.push(pair);
      for (const difference of compareCall(pair.call.call, pair.line)) {
        differences.push(`${key}, ${pair.call.call.id} and server call ${pair.line.n}: ${difference}`);
      }
    }
  }
  return {
    onServer: lines.length,
    inTrace: calls.length,
    fields: pairs.length * FIELDS_PER_CALL,
    differences: [...differences, ...compareOrder(pairs)],
  };
}

function sentCalls(trace: TraceFile, apps: readonly string[]): readonly SentCall[] {
  const { pathname } = new URL(trace.recorded.url);
  // The page of an app under `/one/` may itself be anywhere below it.
  const app = apps.find((prefix) => pathname.startsWith(prefix)) ?? '/';
  const zero = Date.parse(trace.recorded.at);
  return trace.calls.flatMap((call) =>
    call.phases.sent === undefined || call.transport === 'page' ? [] : [{ app, sentAt: zero + call.phases.sent, call }],
  );
}

/** A background callback responds in its polls: the last one has the result, all of them `set_props`. */
function withPolls(start: LogLine, log: readonly LogLine[]): LogLine {
  if (start.background !== 'start') return start;
  const isOfSame = (line: LogLine): boolean =>
    line.output === start.output && isSame(line.outputs_list, start.outputs_list) && line.n > start.n;
  const next = log.find((line) => line.background === 'start' && isOfSame(line))?.n ?? Infinity;
  const polls = log.filter((line) => line.background === 'poll' && isOfSame(line) && line.n < next);
  const last = polls.at(-1);
  if (last === undefined) return start;
  const sideUpdate: Record<string, JsonObject> = {};
  for (const { returned } of polls) {
    for (const [id, props] of Object.entries(isJsonObject(returned?.['sideUpdate']) ? returned['sideUpdate'] : {})) {
      sideUpdate[id] = { ...sideUpdate[id], ...(isJsonObject(props) ? props : {}) };
    }
  }
  return { ...start, outcome: last.outcome, error: last.error, returned: { ...last.returned, sideUpdate } };
}

interface Pair {
  readonly call: SentCall;
  readonly line: LogLine;
}

/** Calls of one callback that run at once may start on the server in another order: their inputs show which is which. */
function pairUp(calls: readonly SentCall[], lines: readonly LogLine[]): readonly Pair[] {
  const left = [...calls];
  const pairs: Pair[] = [];
  const unmatched: LogLine[] = [];
  for (const line of lines) {
    const index = left.findIndex(({ call }) => CONTEXT_FIELDS.every((field) => isSame(call.ctx?.[field], line[field])));
    const [call] = index < 0 ? [] : left.splice(index, 1);
    if (call === undefined) unmatched.push(line);
    else pairs.push({ call, line });
  }
  // The rest differs in some field: compared in order, so that the report says in which.
  for (const line of unmatched) {
    const call = left.shift();
    if (call !== undefined) pairs.push({ call, line });
  }
  return pairs;
}

function compareCall(call: FileCall, line: LogLine): readonly string[] {
  const differences = CONTEXT_FIELDS.filter((field) => !isSame(call.ctx?.[field], line[field])).map((field) =>
    inWords(field, call.ctx?.[field], line[field]),
  );
  const expected = outcomesOf(call, line);
  // A job that is still running when the visit ends has no result yet.
  const isUnused = UNUSED.includes(call.outcome) || isRunningJob(call);
  if (!isUnused && !expected.includes(call.outcome))
    differences.push(inWords('outcome', call.outcome, expected.join(' or ')));
  if (UNUSED.includes(call.outcome) && call.reason === null)
    differences.push(`outcome ${call.outcome} without a reason`);
  if (line.outcome !== 'error' && !isUnused) {
    const returned = returnedOutputs(call, line);
    if (!isSame(call.outputs, returned)) differences.push(inWords('outputs', call.outputs, returned));
  }
  const setProps = mergedSideUpdates(call);
  const sideUpdate = line.returned?.['sideUpdate'] ?? {};
  // What streams over the websocket is not part of a response, so the log does not have it.
  if (call.transport !== 'websocket' && !isSame(setProps, sideUpdate))
    differences.push(inWords('set_props', setProps, sideUpdate));
  return differences;
}

const isRunningJob = ({ outcome, job }: FileCall): boolean => outcome === 'pending' && job !== null;

/** The possible outcomes of the call, given what the server sent: all, some or none of its outputs. */
function outcomesOf(call: FileCall, line: LogLine): readonly string[] {
  if (line.outcome === 'error') return ['error'];
  const outputs = returnedOutputs(call, line);
  const updates = outputs.filter(({ update }) => update !== 'no_update').length;
  // A callback without outputs updates nothing, and Dash responds as if it had raised PreventUpdate.
  if (isWithoutOutputs(call)) return ['no_update', 'prevented'];
  // Up to 3.0 an empty response can be either; then the trace says that it does not know.
  if (line.outcome === 'prevented')
    return call.outcome === 'no_update' &&
      (call.reason?.code === 'no_update_or_prevented' || call.reason?.code === 'job_without_result')
      ? ['no_update']
      : ['prevented'];
  if (updates === 0) return ['no_update'];
  // The server cannot know what was no longer on the page when its response arrived.
  if (call.reason?.code === 'targets_removed') return ['partial'];
  return [updates < outputs.length ? 'partial' : 'updated'];
}

/** `outputs_list` is empty then; with Dash 2.18 it is `None`. */
const isWithoutOutputs = ({ ctx }: FileCall): boolean =>
  ctx !== null && (ctx.outputs_list === null || (Array.isArray(ctx.outputs_list) && ctx.outputs_list.length === 0));

/** The outputs as the server sent them, for the prop ids the call had. */
function returnedOutputs(call: FileCall, { returned }: Pick<LogLine, 'returned'>): readonly OutputUpdate[] {
  const response = returned?.['response'];
  return call.outputs.map(({ prop_id }): OutputUpdate => {
    const { id, property } = splitPropId(prop_id);
    const props = isJsonObject(response) ? response[id] : undefined;
    if (!isJsonObject(props) || !Object.hasOwn(props, property)) return { prop_id, update: 'no_update' };
    const value = props[property] ?? null;
    const operations = isJsonObject(value) && '__dash_patch_update' in value ? value['operations'] : undefined;
    return Array.isArray(operations)
      ? { prop_id, update: 'patch', value, operations: operations as JsonValue[] }
      : { prop_id, update: 'value', value };
  });
}

/** Everything the call wrote with `set_props`, later writes winning, as the response spells it. */
function mergedSideUpdates(call: FileCall): JsonObject {
  const merged: Record<string, JsonObject> = {};
  for (const { origin, props } of call.sideUpdates) {
    if (origin !== 'set_props') continue;
    for (const [id, written] of Object.entries(props)) merged[id] = { ...merged[id], ...written };
  }
  return merged;
}

/** Calls that did not overlap on the server must have left the page in the same order. */
function compareOrder(pairs: readonly Pair[]): readonly string[] {
  const byStart = [...pairs].sort((a, b) => a.line.started_ms - b.line.started_ms);
  return byStart.flatMap((earlier, index) =>
    byStart
      .slice(index + 1)
      .filter((later) => later.line.started_ms > earlier.line.started_ms + earlier.line.duration_ms)
      .filter((later) => later.call.sentAt < earlier.call.sentAt && later.call.app === earlier.call.app)
      .filter((later) => isAnswered(later, earlier))
      .map(
        (later) => `${earlier.call.call.id} ran on the server before ${later.call.call.id}, and left the page after it`,
      ),
  );
}

/** Requests of the same moment may overtake each other: only a call sent after the response is certainly later. */
const isAnswered = (later: Pair, earlier: Pair): boolean =>
  later.line.started_ms - (earlier.line.started_ms + earlier.line.duration_ms) > OVERTAKING_MS;
const OVERTAKING_MS = 200;

/** Equal as JSON: a key that is `undefined` is not there. */
function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(toJson(a), toJson(b));
}
const toJson = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

const inWords = (field: string, traced: unknown, logged: unknown): string =>
  `${field}: the trace says ${short(traced)}, the server ${short(logged)}`;

function short(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing' : text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
