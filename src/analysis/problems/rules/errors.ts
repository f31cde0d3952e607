import { splitTraceback, type Frame } from '../../../dash/traceback';
import type { TraceModel } from '../../../trace/model';
import type { Call, CallbackKey, CallId, CallReason } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';

/*
 * Callbacks that failed. Proven by the call itself, which ended in an error. Calls that Dash could not start because a
 * component was missing do not count: they never reached their function, and Dash reports them itself. Whether the function
 * failed is known only if Dash wrote the response.
 */

export interface ErrorParams {
  readonly callback: CallbackKey;
  readonly count: number;
  /** The latest error's own text. */
  readonly message: string;
  /** Where in the app's own code it was raised; `null` if no traceback was sent. */
  readonly frame: Pick<Frame, 'file' | 'line' | 'name'> | null;
}

export interface FailedResponseParams {
  readonly callback: CallbackKey;
  readonly count: number;
  /** Of the latest call; `null` if it has none. */
  readonly reason: CallReason | null;
}

type Kind = 'server' | 'clientside' | 'unreachable' | 'foreign' | 'not_applied';

function kindOf({ outcome, reason, transport }: Call): Kind | null {
  if (outcome === 'unreadable') return 'foreign';
  if (outcome !== 'error') return null;
  switch (reason?.code) {
    case 'dependency_unusable':
    case 'component_unregistered':
      return null;
    case 'server_unreachable':
      return 'unreachable';
    case 'gateway_error':
    case 'access_denied':
    case 'wrong_address':
    case 'foreign_response':
      return 'foreign';
    case 'not_applied':
      return 'not_applied';
    default:
      return transport === 'page' ? 'clientside' : 'server';
  }
}

/** The last frame that is not part of an installed package: usually the place of the mistake. */
function ownFrame({ error }: Call): ErrorParams['frame'] {
  const frames = splitTraceback(error?.traceback ?? '')?.frames ?? [];
  const frame = frames.findLast(({ isLibrary }) => !isLibrary);
  return frame === undefined ? null : { file: frame.file, line: frame.line, name: frame.name };
}

interface Failed {
  latest: Call;
  count: number;
  readonly calls: CallId[];
}

const errorOf = (call: Call, callback: CallbackKey, count: number): ErrorParams => ({
  callback,
  count,
  message: call.error?.message.split('\n')[0] ?? '',
  frame: ownFrame(call),
});

const responseOf = ({ reason }: Call, callback: CallbackKey, count: number): FailedResponseParams => ({
  callback,
  count,
  reason,
});

/** Failed calls of one kind, by callback; `toParams` gets the latest one. */
function failures<Params>(
  rule: string,
  kind: Kind,
  toParams: (call: Call, callback: CallbackKey, count: number) => Params,
): Detector<Params> {
  const all = new Map<CallbackKey, Failed>();
  const toFound = (
    { calls: known }: TraceModel,
    [callback, { latest, count, calls }]: readonly [CallbackKey, Failed],
  ): Found<Params> => {
    // The error page may be read a moment after the call has ended.
    const call = known.get(latest.id) ?? latest;
    return {
      id: `${rule} ${callback}`,
      callbacks: [callback],
      params: toParams(call, callback, count),
      evidence: { calls: [...calls], count, props: [], bytes: null, ms: null },
    };
  };
  return {
    settled(call) {
      if (kindOf(call) !== kind) return;
      const own = all.get(call.callback) ?? { latest: call, count: 0, calls: [] };
      all.set(call.callback, own);
      own.latest = call;
      own.count++;
      keepCall(own.calls, call.id);
    },
    findings: (model) => [...all].map((failed) => toFound(model, failed)),
  };
}

/** The function raised an exception, or Dash refused the request. */
export const serverError = defineRule({
  id: 'server-error',
  group: 'errors',
  detect: () => failures('server-error', 'server', errorOf),
});

export const clientsideError = defineRule({
  id: 'clientside-error',
  group: 'errors',
  detect: () => failures('clientside-error', 'clientside', errorOf),
});

/** The request got no response at all. */
export const serverUnreachable = defineRule({
  id: 'server-unreachable',
  group: 'errors',
  detect: () => failures('server-unreachable', 'unreachable', errorOf),
});

/** Something other than Dash responded, such as a proxy or a login page, or the response broke off. */
export const foreignResponse = defineRule({
  id: 'foreign-response',
  group: 'errors',
  detect: () => failures('foreign-response', 'foreign', responseOf),
});

/** The function returned, and the page could not be updated with its result. */
export const notApplied = defineRule({
  id: 'not-applied',
  group: 'errors',
  detect: () => failures('not-applied', 'not_applied', responseOf),
});
