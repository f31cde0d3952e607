import * as v from 'valibot';
import type { CallId, PropId } from '../ids';
import type { NoParams } from '../../lib/coded';
import type { CallReasonParams, JobReasonParams } from '../reason';

const isText = (value: unknown): value is string => typeof value === 'string';
const call = v.custom<CallId>(isText, 'Expected a call id');
const prop = v.custom<PropId>(isText, 'Expected a property');
const callOrNull = v.nullable(call);
const none: v.GenericSchema<unknown, NoParams> = v.pipe(
  v.looseObject({}),
  v.transform(() => ({})),
);

const lost = v.looseObject({ lost: v.optional(v.boolean(), false) });

type SchemasOf<Params> = { readonly [Code in keyof Params]: v.GenericSchema<unknown, Params[Code]> };

const CALL_REASONS: SchemasOf<CallReasonParams> = {
  merged: v.looseObject({ by: callOrNull }),
  superseded: v.looseObject({ by: callOrNull }),
  newer_request: v.looseObject({ by: call }),
  outputs_removed: none,
  targets_removed: v.looseObject({ props: v.array(prop), others: v.boolean() }),
  circular: none,
  outputs_missing: none,
  group_dropped: v.looseObject({ failed: v.optional(callOrNull, null) }),
  inputs_missing: none,
  component_unregistered: v.looseObject({ prop, by: call }),
  inputs_ambiguous: none,
  not_started: none,
  dependency_unusable: v.looseObject({
    kind: v.picklist(['missing', 'several']),
    dependency: v.picklist(['Input', 'State', 'Output']),
    prop,
  }),
  hot_reload: none,
  connection_lost: none,
  page_left: v.looseObject({ was: v.picklist(['waiting', 'sent', 'in_page']) }),
  cancelled_job: v.looseObject({ by: call, fromPanel: v.boolean() }),
  dropped: none,
  no_update: none,
  no_value: none,
  prevented: lost,
  no_update_or_prevented: lost,
  partly_no_update: v.looseObject({ left: v.number(), declared: v.number() }),
  no_outputs: none,
  side_targets_missing: v.looseObject({
    props: v.array(prop),
    origin: v.optional(v.picklist(['set_props', 'running', 'progress', 'cancel']), 'set_props'),
    near: v.optional(v.array(v.string()), []),
  }),
  unknown_props: v.looseObject({ props: v.array(prop) }),
  job_without_result: none,
  server_unreachable: v.looseObject({ detail: v.string() }),
  server_error: v.looseObject({ status: v.number() }),
  gateway_error: v.looseObject({ status: v.number() }),
  access_denied: v.looseObject({ status: v.number() }),
  wrong_address: v.looseObject({ status: v.number(), path: v.string() }),
  foreign_response: v.looseObject({ status: v.number() }),
  unreadable_response: v.looseObject({
    what: v.picklist(['empty', 'html', 'truncated', 'text', 'json', 'broken']),
    redirected: v.nullable(v.string()),
    poll: v.boolean(),
  }),
  not_applied: v.looseObject({ detail: v.string() }),
  unknown_callback: none,
  clientside_error: none,
  clientside_shape: v.looseObject({
    what: v.picklist(['nothing', 'value', 'list']),
    length: v.number(),
    declared: v.number(),
    written: v.boolean(),
  }),
  job_error: none,
  failed: none,
  waiting_for_slot: v.looseObject({ limit: v.number(), running: v.number() }),
  waiting_for_call: v.looseObject({ call, prop, direct: v.boolean() }),
  text: v.looseObject({ text: v.string() }),
};

const JOB_REASONS: SchemasOf<JobReasonParams> = {
  cancelled: v.looseObject({ by: call, fromPanel: v.boolean() }),
  superseded: v.looseObject({ by: callOrNull }),
  page_left: none,
  hot_reload: none,
  outputs_removed: none,
  without_result: none,
  poll_failed: v.looseObject({ status: v.nullable(v.number()) }),
  probably_cached: v.looseObject({ call, polls: v.number() }),
  error: v.looseObject({ message: v.string() }),
  text: v.looseObject({ text: v.string() }),
};

/** A code that is newer than this reader is shown as it is in the file. */
const unknownReason = v.pipe(
  v.looseObject({ code: v.string() }),
  v.transform(({ code }) => ({ code: 'text', params: { text: code } })),
);

const oneOf = <Params>(known: SchemasOf<Params>): v.GenericSchema<unknown, unknown> =>
  v.lazy((input) => {
    const code = typeof input === 'object' && input !== null && 'code' in input ? input.code : undefined;
    if (typeof code !== 'string' || !Object.hasOwn(known, code)) return unknownReason;
    return v.looseObject({ code: v.string(), params: known[code as keyof Params] });
  });

export const callReason = v.optional(v.nullable(oneOf(CALL_REASONS)), null);
export const jobReason = v.optional(v.nullable(oneOf(JOB_REASONS)), null);
