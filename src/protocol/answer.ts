import type { Coded, NoParams } from '../lib/coded';

/**
 * The parameters of each reason why a request got no value, or a command had no effect. `src/words` makes the text.
 * Those of the page's agent cross the channel: see `validation.ts`.
 */
export interface FailureParams {
  /** The page was left, or does not respond any more. */
  page_gone: NoParams;
  /** The page dropped the value to make room for newer ones. */
  value_dropped: NoParams;
  not_json: NoParams;
  /** The response has the wrong type. */
  no_text: NoParams;

  /** The renderer no longer has the job. */
  job_over: NoParams;
  job_superseded: NoParams;
  /** The app declared no `cancel=` for the job. */
  no_cancel_input: NoParams;
  cancel_inputs_missing: { readonly props: readonly string[] };
  /** Before Dash 2.16 there is no `dash_clientside.set_props`. */
  no_set_props: NoParams;
  /** `detail` is the message of the error that Dash threw. */
  set_props_failed: { readonly prop: string; readonly detail: string };

  permission_denied: NoParams;
  /** `detail` is the browser's own message. */
  permission_failed: { readonly detail: string };
  /** Firefox: the popup that has opened asks for the permission. */
  permission_in_popup: NoParams;
  /** Firefox: the popup could not be opened. */
  permission_by_icon: NoParams;

  /** The text of the trace is longer than the browser can make. */
  trace_too_large: NoParams;
  trace_not_created: { readonly detail: string };
}

export type Failure = Coded<FailureParams>;

/** The result of a request or a command: a value, or the reason why there is none. Never an exception. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Failure };

/** A failure without parameters. */
export type SimpleFailure = {
  readonly [Code in keyof FailureParams]: FailureParams[Code] extends NoParams ? Code : never;
}[keyof FailureParams];

/** `{ ok: false }` with a code that has no parameters. */
export const refused = (code: SimpleFailure): { readonly ok: false; readonly reason: Failure } => ({
  ok: false,
  reason: { code, params: {} },
});
