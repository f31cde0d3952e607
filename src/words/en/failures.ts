import { toPropId } from '../../trace/types';
import type { FailureParams } from '../../protocol/answer';
import { listed, prop, say } from '../parts';
import type { TextsOf } from '../text-for';

/** Why a request got no value, or a command had no effect, and what to do. */
export const FAILURES: TextsOf<FailureParams> = {
  page_gone: () => say`The page is gone.`,
  value_dropped: () => say`The page no longer holds this value: it kept newer ones instead.`,
  not_json: () => say`The value is not JSON.`,
  no_text: () => say`The page did not send the value.`,

  job_over: () => say`Dash no longer has this job: it is over.`,
  job_superseded: () => say`A newer call of the same callback already ended this job.`,
  no_cancel_input: () => say`The app declared no cancel input for this job.`,
  cancel_inputs_missing: ({ props }) =>
    say`No input that cancels this job is on the page (${listed(props.map((id) => prop(toPropId(id))))}).`,
  no_set_props: () => say`Before Dash 2.16 an extension cannot change properties. Use the app’s own cancel input.`,
  set_props_failed: ({ prop: id, detail }) => say`Dash could not change ${prop(toPropId(id))}: ${detail}`,

  permission_denied: () =>
    say`The browser did not grant the permission, so nothing was changed. Try again, or allow the site in the extension’s details.`,
  permission_failed: ({ detail }) => say`The permission could not be requested: ${detail}`,
  permission_in_popup: () => say`Choose “Enable on this site” in the popup that has opened in the toolbar.`,
  permission_by_icon: () => say`Click the extension’s icon in the toolbar and choose “Enable on this site” there.`,

  trace_too_large: () => say`The recording is too large for one file. Clear it, record less, and save again.`,
  trace_not_created: ({ detail }) => say`Could not create the trace: ${detail}`,
};
