import { stripHash } from '../../src/dash/component-id';
import { belongsTo } from '../../src/dash/side-update';
import type { TraceModel } from '../../src/trace/model';
import { toPropId, type PropId } from '../../src/trace/types';

/** The properties of a component that callbacks declare, in the order of the declarations, patterns included. */
export function propsOfComponent(callbacks: TraceModel['callbacks'], component: string): readonly PropId[] {
  const found = new Set<PropId>();
  for (const { outputs, inputs, state } of callbacks.values()) {
    for (const { id, property } of [...outputs, ...inputs, ...state]) {
      if (belongsTo(component, id)) found.add(toPropId(`${component}.${stripHash(property)}`));
    }
  }
  return [...found];
}
