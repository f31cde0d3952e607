import type { Coded, NoParams } from '../lib/coded';
import type { ReturnedShape } from '../protocol/events';
import type { CallId, PropId } from './ids';

/**
 * The parameters of each reason why a call did not run, was not applied, or still waits. The code says what happened,
 * the parameters name what was involved; `src/words` makes the text. Codes are part of the trace format
 * (docs/trace.md): add, do not rename. Parameters are JSON.
 */
export interface CallReasonParams {
  /** Several changes at once: this request became part of that of `by`. */
  merged: { readonly by: CallId | null };
  /** Requested again before it ran. */
  superseded: { readonly by: CallId | null };
  /** Requested again while it ran: the result is discarded. */
  newer_request: { readonly by: CallId };
  /** Its outputs were removed while it ran. */
  outputs_removed: NoParams;
  /** The components of these outputs were removed while it ran; `others` says whether other outputs were written. */
  targets_removed: { readonly props: readonly PropId[]; readonly others: boolean };
  circular: NoParams;
  outputs_missing: NoParams;
  /** What it waited for changed none of its inputs; `failed` is a call that should have written one and failed. */
  group_dropped: { readonly failed: CallId | null };
  inputs_missing: NoParams;
  /** `by` put the component on the page with `set_props`, and this Dash version did not register it. */
  component_unregistered: { readonly prop: PropId; readonly by: CallId };
  /** MATCH in its inputs matches several components. */
  inputs_ambiguous: NoParams;
  not_started: NoParams;
  /** The renderer could not start it: the component is `missing`, or there are `several`. */
  dependency_unusable: {
    readonly kind: 'missing' | 'several';
    readonly dependency: 'Input' | 'State' | 'Output';
    readonly prop: PropId;
  };
  hot_reload: NoParams;
  connection_lost: NoParams;
  /** The page was left, reloaded or closed while it waited, while the server worked, or while its function ran in the page. */
  page_left: { readonly was: 'waiting' | 'sent' | 'in_page' };
  cancelled_job: { readonly by: CallId; readonly fromPanel: boolean };
  /** Dash dropped the request and the page did not show why. */
  dropped: NoParams;

  /** The function returned no_update for every output. */
  no_update: NoParams;
  /** The server's response has no value for any output: no_update, or an exception that an `on_error` handler took care of. */
  no_value: NoParams;
  /** `lost`: the response has no body, so what the function passed to `set_props` before is lost. */
  prevented: { readonly lost: boolean };
  /** This Dash version answers PreventUpdate and no_update with the same response without a body. */
  no_update_or_prevented: { readonly lost: boolean };
  partly_no_update: { readonly left: number; readonly declared: number };
  no_outputs: NoParams;
  /**
   * What it was to write in addition to its outputs, or what was to cancel its job, is not on the page; everything else
   * was written. `near`: ids on the page that are nearly the same.
   */
  side_targets_missing: {
    readonly props: readonly PropId[];
    readonly origin: 'set_props' | 'running' | 'progress' | 'cancel';
    readonly near: readonly string[];
  };
  /** It wrote these outputs, and their components do not have such a property. */
  unknown_props: { readonly props: readonly PropId[] };
  /** The job is over and has no result; the response is the same for PreventUpdate, no_update and a worker that died. */
  job_without_result: NoParams;

  /** No response at all; `detail` is the browser's own message. */
  server_unreachable: { readonly detail: string };
  /** Dash itself responded with an error. */
  server_error: { readonly status: number };
  /** A proxy in front of the app responded (502, 503, 504). */
  gateway_error: { readonly status: number };
  /** 401 or 403. */
  access_denied: { readonly status: number };
  /** 404 or 405 for the address that callbacks are sent to. */
  wrong_address: { readonly status: number; readonly path: string };
  /** Some other response that Dash did not write. */
  foreign_response: { readonly status: number };
  /**
   * Status 200, but not a response of Dash; `redirected` is where it came from, if it was redirected. `poll`: it was
   * the response to a poll of a job.
   */
  unreadable_response: {
    readonly what: 'empty' | 'html' | 'truncated' | 'text' | 'json' | 'broken';
    readonly redirected: string | null;
    readonly poll: boolean;
  };
  /** The function returned, and the renderer could not apply the result: a Patch of nothing. `detail` is its message. */
  not_applied: { readonly detail: string };
  unknown_callback: NoParams;
  clientside_error: NoParams;
  /** What a clientside function returned does not fit its outputs. `written`: Dash wrote what it could. */
  clientside_shape: ReturnedShape & { readonly written: boolean };
  job_error: NoParams;
  /** It ended with an error about which nothing more is known. */
  failed: NoParams;

  /** As many callbacks run as Dash allows at once. */
  waiting_for_slot: { readonly limit: number; readonly running: number };
  /** `direct`: that call writes the input itself, else something upstream of it. */
  waiting_for_call: { readonly call: CallId; readonly prop: PropId; readonly direct: boolean };

  /** A sentence from a file of version 1. */
  text: { readonly text: string };
}

/** The parameters of each reason why a job ended. */
export interface JobReasonParams {
  cancelled: { readonly by: CallId; readonly fromPanel: boolean };
  superseded: { readonly by: CallId | null };
  /** The page was left, reloaded or closed while it ran. */
  page_left: NoParams;
  hot_reload: NoParams;
  /** Its outputs were removed; Dash still polls and discards the result. */
  outputs_removed: NoParams;
  without_result: NoParams;
  /**
   * A poll got no response, or one that Dash did not write: Dash stops polling. What happens to the job is not known.
   */
  poll_failed: { readonly status: number | null };
  /** The first poll had the result for which the job of `call`, with the same cache key, needed `polls`. */
  probably_cached: { readonly call: CallId; readonly polls: number };
  /** `message` is the error's own text. */
  error: { readonly message: string };
  /** A sentence from a file of version 1. */
  text: { readonly text: string };
}

/** Why a call did not run, was not applied, or still waits. */
export type CallReason = Coded<CallReasonParams>;
/** Why a job ended the way it did. */
export type JobReason = Coded<JobReasonParams>;
