import type { JsonValue } from '../../src/lib/json';
import type { TraceModel } from '../../src/trace/model';
import type { Call } from '../../src/trace/types';
import type { PanelState } from '../store/panel-store';
import { callbackName } from './callback-names';
import { selectModel } from './current-app';

const word = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * What a call is called: its callback's name with the values MATCH stood for, `subtotal[3].children` for a call of
 * `subtotal[MATCH].children`. A name that does not mention MATCH (a function) gets them behind it: `draw_card[3]`.
 */
export function callName(
  callbacks: TraceModel['callbacks'],
  { callback, match }: Pick<Call, 'callback' | 'match'>,
): string {
  const name = callbackName(callbacks, callback);
  if (match === null) return name;
  const bound = Object.entries(match);
  let filled = name;
  for (const [key, value] of bound) filled = filled.replaceAll(`${key}=MATCH`, () => `${key}=${word(value)}`);
  const [only] = bound;
  // A single key is shown without its name (see `prettyId`).
  if (bound.length === 1 && only !== undefined) filled = filled.replaceAll('[MATCH]', () => `[${word(only[1])}]`);
  return filled === name ? `${name}[${bound.map(([, value]) => word(value)).join(', ')}]` : filled;
}

export function selectCallName(state: PanelState, call: Call | null): string {
  const model = selectModel(state);
  return model && call ? callName(model.callbacks, call) : '';
}
