import { patience } from '../../../scripts/pace.mjs';
import { COMPANION } from '../../../scripts/setup/companion.mjs';
import { inProject } from '../../../scripts/setup/paths.mjs';
import type { JsonValue } from '../../../src/lib/json';
import type { FileCall, TraceFile } from '../../../src/trace/file/trace-file';
import { isDeepStrictEqual } from 'node:util';
import type { LogLine } from './dash-server';

/** Examples that are also tested with the companion: each kind of signature, outcome, backend and job once. */
export const WITH_COMPANION: readonly string[] = [
  'dict_signature.py',
  'ctx_buttons.py',
  'pattern_match.py',
  'pattern_all.py',
  'no_update.py',
  'errors.py',
  'clientside.py',
  'set_props.py',
  'fastapi_basic.py',
  'quart_basic.py',
  'ws_stream.py',
  'job_progress.py',
  'job_error.py',
];

/**
 * Environment variables for a server with the companion, switched on: the examples do not run in debug mode.
 * @param finds whether this Dash finds an installed companion itself; an older one is given it as a plugin
 */
export const companionEnv = (finds: boolean): Readonly<Record<string, string>> => ({
  PYTHONPATH: finds ? COMPANION : `${inProject('test', 'support', 'servers', 'plugged')}:${COMPANION}`,
  DASH_CALLBACK_DEVTOOLS: '1',
});

/** How far the companion's clock may be from the log's around the same call: of the closest one, as a busy machine may stop between the two. */
const APART_MS = patience(2);

/** What was compared, and one sentence per difference. */
export interface CompanionComparison {
  readonly compared: number;
  readonly differences: readonly string[];
}

/** Compares what only the companion can report with what the server logged: names, locations, groupings and times. */
export function compareCompanion(traces: readonly TraceFile[], log: readonly LogLine[]): CompanionComparison {
  const differences: string[] = [];
  let compared = 0;
  const same = (what: string, traced: unknown, logged: unknown): void => {
    compared++;
    if (!isDeepStrictEqual(traced, logged))
      differences.push(`${what}: the trace says ${JSON.stringify(traced)}, the server ${JSON.stringify(logged)}`);
  };
  const lines = log.filter(({ background }) => background !== 'poll');
  const callbacks = new Map(
    traces.flatMap((trace) => trace.callbacks.map((callback) => [callback.key as string, callback] as const)),
  );
  const calls = traces.flatMap((trace) => trace.calls).filter(({ kind, ctx }) => kind !== 'clientside' && ctx !== null);
  for (const key of new Set(lines.map(({ output }) => output))) {
    const own = lines.filter(({ output }) => output === key);
    const [first] = own;
    const callback = callbacks.get(key);
    if (first?.function) {
      same(`name of ${key}`, callback?.name, first.function.name);
      same(`place of ${key}`, callback?.source, { file: first.function.file, line: first.function.line });
    }
    // Calls of one callback may overtake each other: their inputs show which is which.
    const grouped = (each: Pick<LogLine, 'args_grouping' | 'outputs_grouping'>): string =>
      JSON.stringify(sorted([each.args_grouping, each.outputs_grouping]));
    const reported = calls
      .filter(({ callback: of }) => of === key)
      .map(({ ctx }) =>
        grouped({ args_grouping: ctx?.args_grouping ?? null, outputs_grouping: ctx?.outputs_grouping ?? null }),
      );
    same(`groupings of ${key}`, reported.toSorted(), own.map(grouped).toSorted());
  }
  const apart = calls.flatMap((call) => timeApart(call, lines));
  const inFunction = calls.filter(({ kind }) => kind === 'server');
  if (inFunction.length > 0) {
    compared++;
    const closest = Math.min(...apart);
    if (closest > APART_MS)
      differences.push(
        `server time of ${apart.length} calls: all of them are at least ${closest.toFixed(1)} ms from the log's`,
      );
  }
  for (const job of traces.flatMap((trace) => trace.jobs)) {
    compared++;
    // Its times are compared with the worker's own log; here only that there are any.
    if (job.worker?.queued === undefined)
      differences.push(`${job.id} of ${job.callback}: no report of when it was queued`);
    if (job.outcome === 'done' && job.worker?.started === undefined)
      differences.push(`${job.id} of ${job.callback}: no report of when the worker began`);
  }
  return { compared, differences };
}

/** Milliseconds between the companion's and the log's clock around a call; none where the line of the call is ambiguous. */
function timeApart({ callback, server, ctx }: FileCall, lines: readonly LogLine[]): readonly number[] {
  const own = lines.filter(
    ({ output, inputs_list, background }) =>
      background === null && output === callback && isDeepStrictEqual(inputs_list, ctx?.inputs_list),
  );
  const [line] = own;
  const reported = server?.parts?.callback;
  return own.length !== 1 || line === undefined || reported === undefined
    ? []
    : [Math.abs(reported - line.duration_ms)];
}

/** The same value with sorted keys. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
