import type { TraceModel } from '../../src/trace/model';
import { shortName } from '../../src/trace/short-name';
import type { CallbackDefinition, CallbackKey } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';
import type { PanelState } from '../store/panel-store';
import { selectModel } from './current-app';

const byModel = new WeakMap<TraceModel['callbacks'], readonly CallbackDefinition[]>();

/** `Map.values()` is a new iterator each time; names are worked out once per collection, so hand out the same one. */
function definitionsOf(callbacks: TraceModel['callbacks']): readonly CallbackDefinition[] {
  let definitions = byModel.get(callbacks);
  if (!definitions) {
    definitions = [...callbacks.values()];
    byModel.set(callbacks, definitions);
  }
  return definitions;
}

/** What a callback is called everywhere in the panel. A callback the app no longer declares keeps its outputs' names. */
export function callbackName(callbacks: TraceModel['callbacks'], key: CallbackKey): string {
  const definition = callbacks.get(key);
  if (definition) return shortName(definition, definitionsOf(callbacks));
  const [first = key] = key.replace(/^\.\.|\.\.$/g, '').split('...');
  return prettyPropId(first);
}

export function selectCallbackName(state: PanelState, key: CallbackKey | null): string {
  const model = selectModel(state);
  return model && key !== null ? callbackName(model.callbacks, key) : '';
}
