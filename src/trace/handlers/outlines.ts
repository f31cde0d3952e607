import { jsonSize } from '../../lib/json-size';
import { isJsonObject, type JsonValue } from '../../lib/json';
import { isCutValue } from '../../protocol/cut-value';
import { asOwner, type TraceState } from '../state';
import { callIdOf } from '../types';
import { updateCall } from './calls';
import { newest, sliceHandler } from './handler';
import { hold } from './limits';

/** How many large texts may wait for their outline. */
const MOST_OUTLINES = 20_000;

/** Which large bodies have to be outlined by the page. */
export const outlinesHandler = sliceHandler({
  name: 'outlines',
  after: ['calls'],
  create: () => ({ bodies: new Map(), wanted: [] }),
  limits: { bodies: newest(MOST_OUTLINES), wanted: newest(MOST_OUTLINES) },
  handle(state, event) {
    if (event.type !== 'sent' && event.type !== 'received') return;
    const { body } = event;
    if (body === null || body.inline !== undefined) return;
    const call = event.type === 'sent' ? callIdOf(event.call) : state.exchanges.get(event.exchange)?.call;
    if (call === undefined) return;
    state.bodies.set(body.text, { call, part: event.type === 'sent' ? 'request' : 'response' });
    state.wanted.push(body.text);
  },
});

/** Adds the outline of a large body to its call; returns whether a call has that body. */
export function setOutline(state: TraceState, text: number, json: JsonValue): boolean {
  const place = state.bodies.get(text);
  asOwner('outlines', state).bodies.delete(text);
  const body = place === undefined ? undefined : state.calls.get(place.call)?.[place.part];
  if (place === undefined || body?.text !== text) return false;
  updateCall(state, place.call, () => ({
    [place.part]: { text: body.text, bytes: body.bytes, json: joined(body.json, json) },
  }));
  hold(state, place.call, jsonSize(json));
  return true;
}

/**
 * The outline, with what the server assumes for absent fields. If the page has dropped the text, what was known of it
 * stays.
 */
function joined(before: JsonValue | undefined, outline: JsonValue): JsonValue {
  if (!isJsonObject(before) || !isJsonObject(outline)) return outline;
  return isCutValue(outline) ? before : { ...before, ...outline };
}

/** Numbers of the texts whose outline has not been requested yet; from now on they count as requested. */
export function takeWantedOutlines(state: TraceState): readonly number[] {
  const taken = state.wanted;
  asOwner('outlines', state).wanted = [];
  return taken;
}
