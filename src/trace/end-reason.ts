import type { EndReason } from '../protocol/events';
import { propIdOf } from '../dash/component-id';
import type { MissingReference } from '../dash/reference-error';
import type { CallReason } from './reason';
import { toPropId, type Call, type CallError, type CallId, type Outcome } from './types';

export interface End {
  readonly outcome: Outcome;
  readonly reason: CallReason;
}

/** Outcome and reason of a request that did not run, or whose run changed nothing (docs/dash-internals.md#not-run). */
export function endOf(reason: EndReason | 'skipped' | 'ambiguous', by: CallId | null): End {
  switch (reason) {
    case 'merged':
      return { outcome: 'merged', reason: { code: 'merged', params: { by } } };
    case 'superseded':
      return { outcome: 'superseded', reason: { code: 'superseded', params: { by } } };
    case 'discarded':
      return {
        outcome: 'discarded',
        reason: by === null ? { code: 'outputs_removed', params: {} } : { code: 'newer_request', params: { by } },
      };
    case 'circular':
      return { outcome: 'circular', reason: { code: 'circular', params: {} } };
    case 'outputs_missing':
      return { outcome: 'outputs_missing', reason: { code: 'outputs_missing', params: {} } };
    case 'group_dropped':
      return { outcome: 'group_dropped', reason: { code: 'group_dropped', params: { failed: null } } };
    case 'skipped':
      return { outcome: 'inputs_missing', reason: { code: 'inputs_missing', params: {} } };
    case 'ambiguous':
      return { outcome: 'inputs_missing', reason: { code: 'inputs_ambiguous', params: {} } };
    case 'reloaded':
      return { outcome: 'cancelled', reason: { code: 'hot_reload', params: {} } };
    case 'unknown':
      return { outcome: 'cancelled', reason: { code: 'dropped', params: {} } };
  }
}

/** Why the renderer could not even start a call. */
export const whyNotStarted = ({ kind, dependency, id, property }: MissingReference): CallReason => ({
  code: 'dependency_unusable',
  params: { kind, dependency, prop: toPropId(propIdOf({ id, property })) },
});

/** Why a call that ended in an error changed nothing; the details are in the error's own text. */
export function whyFailed(
  call: Pick<Call, 'transport' | 'status' | 'job' | 'reason'>,
  { message, from }: CallError,
  path: string,
): CallReason {
  if (call.reason?.code === 'server_unreachable') return call.reason;
  if (message.includes('Callback function not found for output')) return { code: 'unknown_callback', params: {} };
  if (call.transport === 'page') return { code: 'clientside_error', params: {} };
  if (from === 'renderer') return { code: 'not_applied', params: { detail: message } };
  if (from === 'gateway' && call.status !== null) return foreign(call.status, path);
  if (call.job !== null) return { code: 'job_error', params: {} };
  return call.status === null || call.status < 400
    ? { code: 'failed', params: {} }
    : { code: 'server_error', params: { status: call.status } };
}

/** Statuses that proxies send when the app did not respond, or not in time; those from 520 are Cloudflare's. */
const isOfProxy = (status: number): boolean => (status >= 502 && status <= 504) || (status >= 520 && status <= 527);

function foreign(status: number, path: string): CallReason {
  if (isOfProxy(status)) return { code: 'gateway_error', params: { status } };
  if (status === 401 || status === 403) return { code: 'access_denied', params: { status } };
  if (status === 404 || status === 405) return { code: 'wrong_address', params: { status, path } };
  return { code: 'foreign_response', params: { status } };
}
