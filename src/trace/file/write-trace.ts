import { contextOf } from '../context';
import type { TraceModel } from '../model';
import { outputsOf } from '../outputs';
import { whyWaiting } from '../why-waiting';
import type { Call } from '../types';
import { TRACE_FORMAT, TRACE_VERSION, type FileCall, type TraceFile } from './trace-file';

/**
 * The content of a file for a model, to be passed to `JSON.stringify`. Values that were left in the page remain marked
 * as such.
 */
export function toTraceFile(model: TraceModel): TraceFile {
  return {
    format: TRACE_FORMAT,
    version: TRACE_VERSION,
    recorded: model.recorded,
    app: model.app,
    callbacks: [...model.callbacks.values()],
    calls: model.callIds.flatMap((id) => {
      const call = model.calls.get(id);
      return call === undefined ? [] : [toFileCall(model, call)];
    }),
    jobs: [...model.jobs.values()],
    events: model.events,
    props: Object.fromEntries(model.props),
    writes: Object.fromEntries(model.writes),
    layout:
      model.layout === null
        ? null
        : {
            ...model.layout,
            strings: [...model.layout.strings],
            families: Object.fromEntries(model.layout.families),
          },
  };
}

function toFileCall(model: TraceModel, call: Call): FileCall {
  const { request, response, ...rest } = call;
  return {
    ...rest,
    reason: call.reason ?? whyWaiting(model, call),
    ctx: contextOf(call, model.callbacks.get(call.callback)),
    outputs: outputsOf(call) ?? [],
    bytes: { request: request?.bytes ?? null, response: response?.bytes ?? null },
  };
}
