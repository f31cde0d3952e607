import { splitTraceback, type Frame } from '../../../dash/traceback';
import type { TraceModel } from '../../../trace/model';
import type { Call, CallbackKey, CallId } from '../../../trace/types';
import { keepCall, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';

/*
 * Callbacks that failed. Proven by the call itself, which ended in an error. Calls that Dash could not start because a
 * component was missing do not count: they never reached their function, and Dash reports them itself.
 */

export interface ErrorParams {
  readonly callback: CallbackKey;
  readonly count: number;
  /** The latest error's own text. */
  readonly message: string;
  /** Where in the app's own code it was raised; `null` if no traceback was sent. */
  readonly frame: Pick<Frame, 'file' | 'line' | 'name'> | null;
}

type Kind = 'server' | 'clientside' | 'unreachable';

function kindOf({ outcome, reason, transport }: Call): Kind | null {
  if (outcome !== 'error' || reason?.code === 'dependency_unusable') return null;
  if (reason?.code === 'server_unreachable') return 'unreachable';
  return transport === 'page' ? 'clientside' : 'server';
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

/** Failed calls of one kind, by callback. */
function failures(rule: string, kind: Kind): Detector<ErrorParams> {
  const all = new Map<CallbackKey, Failed>();
  const toFound = (
    { calls: known }: TraceModel,
    [callback, { latest, count, calls }]: readonly [CallbackKey, Failed],
  ): Found<ErrorParams> => {
    // The error page may be read a moment after the call has ended.
    const call = known.get(latest.id) ?? latest;
    return {
      id: `${rule} ${callback}`,
      callbacks: [callback],
      params: { callback, count, message: call.error?.message.split('\n')[0] ?? '', frame: ownFrame(call) },
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

/** The function raised an exception, or its server refused the request. */
export const serverError = defineRule({
  id: 'server-error',
  group: 'errors',
  detect: () => failures('server-error', 'server'),
});

export const clientsideError = defineRule({
  id: 'clientside-error',
  group: 'errors',
  detect: () => failures('clientside-error', 'clientside'),
});

/** The request got no response at all. */
export const serverUnreachable = defineRule({
  id: 'server-unreachable',
  group: 'errors',
  detect: () => failures('server-unreachable', 'unreachable'),
});
