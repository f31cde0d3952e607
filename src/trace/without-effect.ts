import { stringifyId, stripHash } from '../dash/component-id';
import { readSideUpdate } from '../dash/side-update';
import { isJsonObject } from '../lib/json';
import { isInLayout } from './in-layout';
import type { CallReason } from './reason';
import type { TraceState } from './state';
import { toPropId, type Call, type PropId } from './types';

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
  if (missing.length > 0 && (reason === null || reason.code === 'no_outputs'))
    return { reason: { code: 'side_targets_missing', params: { props: missing } } };
  if (reason !== null) return undefined;
  const names = new Set(updated.map(stripHash));
  const props = (state.app.unknownProps ?? []).flatMap(({ prop, dependency }) =>
    dependency === 'Output' && names.has(prop) ? [toPropId(prop)] : [],
  );
  return props.length === 0 ? undefined : { reason: { code: 'unknown_props', params: { props } } };
}

/**
 * Properties that `set_props` of a call was to write, but whose components are not on the page: the renderer writes
 * nothing there and reports nothing.
 */
function missingTargets({ layout }: TraceState, { response, sideUpdates, transport }: Call): readonly PropId[] {
  const body = response?.json;
  if (layout === null || transport !== 'http' || !isJsonObject(body)) return [];
  return readSideUpdate(body['sideUpdate']).flatMap(({ id, property }) => {
    const component = stringifyId(id);
    const isWritten = sideUpdates.some(({ props }) => props[component] !== undefined);
    return isWritten || isInLayout(layout, component) ? [] : [toPropId(`${component}.${property}`)];
  });
}
