import type { EventBody } from '../../../src/protocol/events';
import { boundedCopy } from '../record/bounded-copy';
import { copyPayload, copyResult } from './clientside-values';
import type { CallbackInstance } from '../taps/renderer-types';
import type { SocketListener } from '../taps/socket-tap';
import type { TextRing } from '../record/text-ring';

/** Matches websocket requests to calls. */
export interface SocketCalls extends SocketListener {
  /** A call is on its way to the socket: the renderer sends it as soon as the connection is open. */
  readonly expect: (call: number, instance: CallbackInstance) => void;
}

interface Expected {
  readonly call: number;
  readonly output: string;
  readonly changed: string;
}

/** @param onAnswer gets the call, and the number of its request, which starts with that of the page */
export function createSocketCalls(
  texts: TextRing,
  record: (body: EventBody) => void,
  fault: (error: unknown) => void,
  onAnswer: (requestId: string, call: number) => void,
): SocketCalls {
  let expected: Expected[] = [];
  const open = new Map<string, number>();

  return {
    fault,
    expect(call, { callback, changedPropIds }) {
      expected.push({ call, output: callback.output, changed: Object.keys(changedPropIds ?? {}).join('\n') });
      if (expected.length > 200) expected = expected.slice(-100);
    },
    sent(requestId, payload) {
      const { output, changedPropIds } = (payload ?? {}) as {
        readonly output?: unknown;
        readonly changedPropIds?: unknown;
      };
      const changed = Array.isArray(changedPropIds) ? changedPropIds.join('\n') : '';
      // Calls of one callback are sent in the order in which they started.
      const found = expected.find((entry) => entry.output === output && entry.changed === changed);
      if (found === undefined) return;
      expected = expected.filter((entry) => entry !== found);
      open.set(requestId, found.call);
      record({ type: 'socket-sent', call: found.call, payload: copyPayload(payload, texts) });
    },
    answered(requestId, { status, data, message }) {
      const call = open.get(requestId);
      if (call === undefined) return;
      open.delete(requestId);
      const { response, sideUpdate } = (data ?? {}) as { readonly response?: unknown; readonly sideUpdate?: unknown };
      record({
        type: 'socket-answered',
        call,
        status: status === 'ok' || status === 'prevent_update' ? status : 'error',
        message: typeof message === 'string' ? message : null,
        response: copyResult(response, texts),
        sideUpdate: sideUpdate === undefined ? null : boundedCopy(sideUpdate),
      });
      onAnswer(requestId, call);
    },
    connection(what, detail) {
      const interrupted = what === 'disconnected' ? [...open.values()] : [];
      if (what === 'disconnected') open.clear();
      record({ type: 'connection', what, detail, interrupted });
    },
  };
}
