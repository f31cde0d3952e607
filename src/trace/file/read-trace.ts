import * as v from 'valibot';
import type { Coded, NoParams } from '../../lib/coded';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../lib/json';
import { splitPropId } from '../../dash/component-id';
import { toPageBody } from '../body';
import { foldActivity } from '../fold-activity';
import type { TraceModel } from '../model';
import {
  toPropId,
  type AppFacts,
  type Body,
  type Call,
  type CallbackDefinition,
  type CallId,
  type Context,
  type Job,
  type LayoutIds,
  type PropActivity,
  type PropId,
  type PropWrite,
  type Recorded,
  type TraceEvent,
} from '../types';
import { traceFileSchema } from './file-schema';
import { TRACE_FORMAT, TRACE_VERSION, type FileCall, type FileLayout } from './trace-file';
import { UPGRADES } from './upgrades';

/** The parameters of each reason why a file cannot be read; `src/words` makes the text. */
export interface RefusalParams {
  too_deep: NoParams;
  /** It begins like a trace but is not complete JSON. */
  truncated: NoParams;
  not_json: NoParams;
  /** `format` is the expected one. */
  other_format: { readonly format: string };
  no_version: NoParams;
  newer_version: { readonly version: number; readonly newest: number };
  /** `place` is a path into the file, `null` for its top; `problem` is the validator's own message. */
  damaged: { readonly place: string | null; readonly problem: string };
}
export type Refusal = Coded<RefusalParams>;

/** A trace, or why there is none. */
export type ReadTrace =
  { readonly ok: true; readonly model: TraceModel } | { readonly ok: false; readonly refusal: Refusal };

const refuse = (refusal: Refusal): ReadTrace => ({ ok: false, refusal });

/** Reads the text of a trace file. Never throws; nothing of the file is executed or trusted. */
export function readTrace(text: string): ReadTrace {
  try {
    return read(text);
  } catch {
    // Values nested thousands of levels deep exhaust the stack of every recursive function that reads them.
    return refuse({ code: 'too_deep', params: {} });
  }
}

function read(text: string): ReadTrace {
  const parsed = parseJson(text);
  if (parsed === undefined) {
    const isTrace = text.trimStart().startsWith('{') && text.includes(`"${TRACE_FORMAT}"`);
    return refuse({ code: isTrace ? 'truncated' : 'not_json', params: {} });
  }
  if (!isJsonObject(parsed) || parsed['format'] !== TRACE_FORMAT)
    return refuse({ code: 'other_format', params: { format: TRACE_FORMAT } });
  const { version } = parsed;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return refuse({ code: 'no_version', params: {} });
  if (version > TRACE_VERSION) return refuse({ code: 'newer_version', params: { version, newest: TRACE_VERSION } });
  const file = upgrade(parsed, version);
  const checked = v.safeParse(traceFileSchema, file);
  if (!checked.success) {
    const [issue] = checked.issues;
    const params = { place: v.getDotPath(issue), problem: issue.message.toLowerCase() };
    return refuse({ code: 'damaged', params });
  }
  return { ok: true, model: toModel(checked.output as unknown as CheckedFile) };
}

interface CheckedFile {
  readonly recorded: Recorded;
  readonly app: AppFacts;
  readonly callbacks: readonly CallbackDefinition[];
  readonly calls: readonly CheckedCall[];
  readonly jobs: readonly Job[];
  readonly events: readonly TraceEvent[];
  /** Absent in older files. */
  readonly props?: { readonly [propId: string]: PropActivity };
  readonly writes: { readonly [propId: string]: readonly PropWrite[] };
  readonly layout: FileLayout | null;
}

/** Older files leave out what can be derived. */
type CheckedCall = Omit<FileCall, 'index' | 'changed'> & Partial<Pick<FileCall, 'index' | 'changed'>>;

function upgrade(file: JsonObject, from: number): JsonObject {
  let upgraded = file;
  for (let version = from; version < TRACE_VERSION; version++) upgraded = UPGRADES[version]?.(upgraded) ?? upgraded;
  return upgraded;
}

function toModel(file: CheckedFile): TraceModel {
  const calls = new Map<CallId, Call>(file.calls.map((call, at) => [call.id, toCall(call, at + 1)]));
  const folded = foldActivity(calls.values(), file.events);
  return {
    revision: 0,
    recorded: file.recorded,
    app: file.app,
    callbacks: new Map(file.callbacks.map((definition) => [definition.key, definition])),
    calls,
    callIds: [...calls.keys()],
    jobs: new Map(file.jobs.map((job) => [job.id, job])),
    events: file.events,
    activity: folded.activity,
    props: file.props === undefined ? folded.props : byPropId(file.props),
    writes: byPropId(file.writes),
    layout: file.layout === null ? null : toLayoutIds(file.layout),
    dropped: droppedOf(file, 'events'),
    forgotten: { calls: droppedOf(file, 'calls'), jobs: droppedOf(file, 'jobs') },
  };
}

const droppedOf = ({ events }: CheckedFile, part: string): number =>
  events.reduce(
    (sum, { type, what, count }) =>
      sum + (type === 'dropped' && what === part && typeof count === 'number' ? count : 0),
    0,
  );

const byPropId = <T>(record: { readonly [propId: string]: T }): ReadonlyMap<PropId, T> =>
  new Map(Object.entries(record).map(([propId, item]) => [toPropId(propId), item]));

const toLayoutIds = ({ strings, families, shared }: FileLayout): LayoutIds => ({
  strings: new Set(strings),
  families: new Map(Object.entries(families)),
  ...(shared === undefined ? {} : { shared }),
});

/**
 * The bodies are rebuilt from what was derived from them, so that calls from files and live calls are read the same
 * way.
 */
function toCall({ ctx, outputs, bytes, ...call }: CheckedCall, place: number): Call {
  const changed =
    call.changed ??
    (ctx === null ? [] : ctx.triggered.map(({ prop_id }) => prop_id).filter((propId) => propId !== '.'));
  return {
    ...call,
    index: call.index ?? place,
    changed,
    request:
      ctx === null ? unknownBody(bytes.request) : withBytes(bytes.request, toRequest(call.callback, ctx, changed)),
    response:
      outputs.length === 0 ? unknownBody(bytes.response) : withBytes(bytes.response, { response: toResponse(outputs) }),
  };
}

const toRequest = (callback: string, ctx: Context, changed: readonly string[]): JsonObject => ({
  output: callback,
  outputs: ctx.outputs_list,
  inputs: ctx.inputs_list,
  state: ctx.states_list,
  changedPropIds: changed,
});

/** A body of which only the size was kept: an error page, or a request that the page had dropped. */
const unknownBody = (bytes: number | null): Body | null =>
  bytes === null ? null : withBytes(bytes, { $preview: '', $bytes: bytes, $why: 'gone' });

const withBytes = (bytes: number | null, json: JsonValue): Body => ({ ...toPageBody(json), bytes });

function toResponse(outputs: FileCall['outputs']): JsonObject {
  const response: Record<string, Record<string, JsonValue>> = {};
  for (const { prop_id, update, value } of outputs) {
    if (update === 'no_update' || value === undefined) continue;
    const { id, property } = splitPropId(prop_id);
    response[id] = { ...response[id], [property]: value };
  }
  return response;
}
