import { isOlderThan } from '../dash/version';
import { stripHash } from '../dash/component-id';
import { prettyPropId } from '../dash/pretty';
import { isJsonObject } from '../lib/json';
import type { EventOf } from '../protocol/events';
import type { Call, Outcome } from './types';

/** What a call that returned did, from what the renderer says it wrote. */
export function resultOf(
  call: Call,
  event: EventOf<'applied'>,
  dashVersion: string | null,
): { readonly outcome: Outcome; readonly reason: string | null } {
  const { outcome, reason } = told(call, event, dashVersion);
  // Why it took more than one request was said before.
  return {
    outcome,
    reason:
      call.requests === undefined || call.reason === null
        ? reason
        : [call.reason, reason].filter((words) => words !== null).join(' '),
  };
}

function told(
  call: Call,
  { updated, declared, gone = [] }: EventOf<'applied'>,
  dashVersion: string | null,
): { readonly outcome: Outcome; readonly reason: string | null } {
  const names = new Set(updated.map(stripHash));
  const lost = [...names].filter((name) => gone.some((id) => name.startsWith(`${id}.`)));
  if (lost.length > 0) return withoutTarget(lost, names.size);
  if (names.size > 0) {
    const left = declared - names.size;
    return left <= 0
      ? { outcome: 'updated', reason: null }
      : {
          outcome: 'partial',
          reason: `It returned no_update for ${left} of its ${declared} outputs; Dash left ${left === 1 ? 'that one' : 'those'} as ${left === 1 ? 'it was' : 'they were'}.`,
        };
  }
  if (declared === 0) return { outcome: 'no_update', reason: 'This callback has no outputs.' };
  if (call.transport === 'page') {
    // The renderer notes each output's id before it looks for no_update; after PreventUpdate it notes nothing.
    const data = call.response?.json;
    const noted = isJsonObject(data) && isJsonObject(data['response']) && Object.keys(data['response']).length > 0;
    return noted ? NO_UPDATE : PREVENTED;
  }
  if (call.status !== 204) return NO_UPDATE;
  if (answersNoUpdateWith204(dashVersion)) {
    return {
      outcome: 'no_update',
      reason: 'This Dash version answers PreventUpdate and no_update alike; which one it was is not known.',
    };
  }
  return PREVENTED;
}

const NO_UPDATE = {
  outcome: 'no_update',
  reason: 'It ran and returned no_update for everything, so Dash left its outputs as they were.',
} as const;
export const PREVENTED = {
  outcome: 'prevented',
  reason: 'It ran and raised PreventUpdate, so Dash left its outputs as they were.',
} as const;

/** @param lost outputs it returned a value for whose components were gone; of `returned` in all */
function withoutTarget(
  lost: readonly string[],
  returned: number,
): { readonly outcome: Outcome; readonly reason: string } {
  const what = `${lost.slice(0, MOST_NAMED).map(prettyPropId).join(', ')}${lost.length > MOST_NAMED ? ` and ${lost.length - MOST_NAMED} more` : ''}`;
  const left = lost.length === 1 ? 'had left the page' : 'had left the page by then';
  return lost.length === returned
    ? { outcome: 'discarded', reason: `It ran, but ${what} ${left} before the result could be written.` }
    : { outcome: 'partial', reason: `It ran, but ${what} ${left}; the other outputs were written.` };
}

const MOST_NAMED = 3;

/** Up to 3.0.x a whole `no_update` travels as 204, like PreventUpdate (reference 3.2). */
const answersNoUpdateWith204 = (version: string | null): boolean => version === null || isOlderThan(version, 3, 1);
