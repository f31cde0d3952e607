import { stripHash } from '../dash/component-id';
import { missingTargets } from './missing-targets';
import type { CallReason } from './reason';
import type { TraceState } from './state';
import { toPropId, type Call } from './types';

/**
 * Names what a call wrote without an effect: `set_props` to a component that is not on the page, or an output that its
 * component does not have.
 * @param reason the call's reason so far, which is kept if it says more
 * @param updated the outputs that were written, as `id.property`
 */
export function withoutEffect(
  state: TraceState,
  call: Call,
  reason: CallReason | null,
  updated: readonly string[],
): Pick<Call, 'reason'> | undefined {
  const missing = missingTargets(state, call);
  if (missing !== null && (reason === null || reason.code === 'no_outputs'))
    return { reason: { code: 'side_targets_missing', params: missing } };
  if (reason !== null) return undefined;
  const names = new Set(updated.map(stripHash));
  const props = (state.app.unknownProps ?? []).flatMap(({ prop, dependency }) =>
    dependency === 'Output' && names.has(prop) ? [toPropId(prop)] : [],
  );
  return props.length === 0 ? undefined : { reason: { code: 'unknown_props', params: { props } } };
}
