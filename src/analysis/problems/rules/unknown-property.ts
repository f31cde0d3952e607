import type { UnknownProp } from '../../../dash/invalid-prop';
import { splitPropId } from '../../../dash/component-id';
import { belongsTo } from '../../../dash/side-update';
import type { TraceModel } from '../../../trace/model';
import { toPropId, type CallbackDefinition, type CallbackKey, type PropId } from '../../../trace/types';
import { nearestNames } from '../../near-names';
import { NO_EVIDENCE, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';

export interface UnknownPropertyParams {
  readonly prop: PropId;
  readonly dependency: UnknownProp['dependency'];
  /** Namespace and type, for example `dash_html_components.P`. */
  readonly component: string;
  /** Properties with a similar spelling that are often used. */
  readonly near: readonly string[];
}

/**
 * A callback uses a property that its component does not have.
 *
 * Proven by: Dash itself compares the callbacks with the properties that the components of the layout declare, and
 * reports the difference when the page has loaded.
 */
function detectUnknownProperties(): Detector<UnknownPropertyParams> {
  return {
    findings: (model) =>
      (model.app.unknownProps ?? []).map((unknown): Found<UnknownPropertyParams> => {
        const prop = toPropId(unknown.prop);
        const near = nearestNames(splitPropId(prop).property);
        return {
          id: `unknown-property ${unknown.dependency} ${prop}`,
          callbacks: usersOf(model, unknown),
          params: { prop, dependency: unknown.dependency, component: unknown.component, near },
          evidence: { ...NO_EVIDENCE, props: [prop] },
        };
      }),
  };
}

export const unknownProperty = defineRule({
  id: 'unknown-property',
  group: 'errors',
  detect: detectUnknownProperties,
});

function usersOf({ callbacks }: TraceModel, { prop, dependency }: UnknownProp): readonly CallbackKey[] {
  const { id, property } = splitPropId(prop);
  const listOf = ({ inputs, outputs, state }: CallbackDefinition): CallbackDefinition['inputs'] =>
    dependency === 'Input' ? inputs : dependency === 'State' ? state : outputs;
  return [...callbacks.values()].flatMap((definition) =>
    listOf(definition).some((own) => own.property === property && belongsTo(id, own.id)) ? [definition.key] : [],
  );
}
