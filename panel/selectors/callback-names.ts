import type { TraceModel } from '../../src/trace/model';
import { shortName } from '../../src/trace/short-name';
import type { CallbackKey } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';
import type { PanelState } from '../store/panel-store';
import { selectModel } from './current-app';

/** What a callback is called everywhere in the panel. A callback the app no longer declares keeps its outputs' names. */
export function callbackName(callbacks: TraceModel['callbacks'], key: CallbackKey): string {
  const definition = callbacks.get(key);
  if (definition) return shortName(definition, callbacks);
  const [first = key] = key.replace(/^\.\.|\.\.$/g, '').split('...');
  return prettyPropId(first);
}

export function selectCallbackName(state: PanelState, key: CallbackKey | null): string {
  const model = selectModel(state);
  return model && key !== null ? callbackName(model.callbacks, key) : '';
}
