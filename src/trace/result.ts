import { isOlderThan } from '../dash/version';
import { isJsonObject } from '../lib/json';
import type { EventOf } from '../protocol/events';
import type { Call, Outcome } from './types';

/** What a call that returned did, from what the renderer says it wrote. */
export function resultOf(
  call: Call,
  { updated, declared }: EventOf<'applied'>,
  dashVersion: string | null,
): { readonly outcome: Outcome; readonly reason: string | null } {
  if (updated.length > 0) {
    return { outcome: new Set(updated).size < declared ? 'partial' : 'updated', reason: null };
  }
  if (declared === 0) return { outcome: 'no_update', reason: 'This callback has no outputs.' };
  if (call.transport === 'page') {
    // The renderer notes each output's id before it looks for no_update; after PreventUpdate it notes nothing.
    const data = call.response?.json;
    const noted = isJsonObject(data) && isJsonObject(data['response']) && Object.keys(data['response']).length > 0;
    return { outcome: noted ? 'no_update' : 'prevented', reason: null };
  }
  if (call.status !== 204) return { outcome: 'no_update', reason: null };
  if (answersNoUpdateWith204(dashVersion)) {
    return { outcome: 'no_update', reason: 'This Dash version answers PreventUpdate and no_update alike; which one it was is not known.' };
  }
  return { outcome: 'prevented', reason: null };
}

/** Up to 3.0.x a whole `no_update` travels as 204, like PreventUpdate (reference 3.2). */
const answersNoUpdateWith204 = (version: string | null): boolean => version === null || isOlderThan(version, 3, 1);
