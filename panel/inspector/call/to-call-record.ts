import { contextOf } from '../../../src/trace/context';
import { outputsOf } from '../../../src/trace/outputs';
import type { JsonValue } from '../../../src/lib/json';
import type { Call, CallbackDefinition } from '../../../src/trace/types';

/** A call with the names a trace file gives its parts, for "Copy as JSON". Unknown parts are `null`. */
export function toCallRecord(call: Call, definition: CallbackDefinition | undefined): JsonValue {
  const record = {
    id: call.id,
    callback: call.callback,
    kind: call.kind,
    transport: call.transport,
    match: call.match,
    initial: call.initial,
    causes: call.causes,
    ctx: contextOf(call, definition),
    outcome: call.outcome,
    reason: call.reason,
    outputs: outputsOf(call, definition),
    sideUpdates: call.sideUpdates,
    phases: call.phases,
    server: call.server,
    bytes: { request: call.request?.bytes ?? null, response: call.response?.bytes ?? null },
    error: call.error,
    job: call.job,
  };
  // The types hold JSON only, which the compiler cannot see for optional fields.
  return record as unknown as JsonValue;
}
