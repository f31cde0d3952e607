import * as v from 'valibot';
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

/** A trace, or one sentence that says why there is none and what to do. */
export type ReadTrace =
  { readonly ok: true; readonly model: TraceModel } | { readonly ok: false; readonly message: string };

const refuse = (message: string): ReadTrace => ({ ok: false, message });

/** Reads the text of a trace file. Never throws; nothing of the file is executed or trusted. */
export function readTrace(text: string): ReadTrace {
  try {
    return read(text);
  } catch {
    // Values nested thousands deep exhaust the stack wherever somebody walks through them.
    return refuse('This trace file is damaged: its values are nested too deeply to be read. Record it again.');
  }
}

function read(text: string): ReadTrace {
  const parsed = parseJson(text);
  if (parsed === undefined) {
    return refuse(
      text.trimStart().startsWith('{') && text.includes(`"${TRACE_FORMAT}"`)
        ? 'This trace file is cut off or damaged: it is not complete JSON. Save or copy it again.'
        : 'This is not a trace file: it is not JSON. Choose a file that “Save trace” or `npm run record` wrote.',
    );
  }
  if (!isJsonObject(parsed) || parsed['format'] !== TRACE_FORMAT) {
    return refuse(
      `This JSON file is not a trace: its "format" is not "${TRACE_FORMAT}". Choose a file that “Save trace” or \`npm run record\` wrote.`,
    );
  }
  const { version } = parsed;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse('This trace file does not say its version, so it cannot be read. Record it again.');
  }
  if (version > TRACE_VERSION) {
    return refuse(
      `This trace file has version ${version}, and this extension reads up to version ${TRACE_VERSION}. Update the extension.`,
    );
  }
  const file = upgrade(parsed, version);
  const checked = v.safeParse(traceFileSchema, file);
  if (!checked.success) {
    const [issue] = checked.issues;
    return refuse(
      `This trace file is damaged at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message.toLowerCase()}. Record it again.`,
    );
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

/** Older files leave out what can be worked out. */
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
    dropped: file.events.reduce((sum, event) => sum + droppedBy(event), 0),
  };
}

const droppedBy = ({ type, what, count }: TraceEvent): number =>
  type === 'dropped' && what === 'events' && typeof count === 'number' ? count : 0;

const byPropId = <T>(record: { readonly [propId: string]: T }): ReadonlyMap<PropId, T> =>
  new Map(Object.entries(record).map(([propId, item]) => [toPropId(propId), item]));

const toLayoutIds = ({ strings, families }: FileLayout): LayoutIds => ({
  strings: new Set(strings),
  families: new Map(Object.entries(families)),
});

/** The bodies are put together again from what was derived of them, so that everything reads a call the same way. */
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

/** A body of which only the size was kept: an error page, or a request the page had forgotten. */
const unknownBody = (bytes: number | null): Body | null =>
  bytes === null ? null : withBytes(bytes, { $preview: 'not in this file', $bytes: bytes, $why: 'gone' });

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
