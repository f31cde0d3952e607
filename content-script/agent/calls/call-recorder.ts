import type { ClientsideTap } from '../taps/clientside-tap';
import type { CallbackInstance } from '../taps/renderer-types';
import { changedOf, type CallStep, type CallTransition } from './call-tracker';
import { copyPayload } from './clientside-values';
import type { Exchanges } from './exchanges';
import { requestedBy } from './requested-by';
import { createResultRecorder, type ResultRecorderOptions } from './result-recorder';
import type { SocketCalls } from './socket-calls';
import { isClientside, transportOf } from './transport-of';

export interface CallRecorderOptions extends ResultRecorderOptions {
  readonly page: Window & typeof globalThis;
  readonly renderer: number;
  readonly exchanges: Exchanges;
  readonly clientside: ClientsideTap;
  readonly socket: SocketCalls;
}

/**
 * Turns the transitions of calls into events: adds the values that were sent and returned, and lets those who watch
 * requests, clientside functions and the websocket know which call is theirs.
 */
export function createCallRecorder(options: CallRecorderOptions): (transition: CallTransition) => void {
  const { page, store, renderer, record, texts, exchanges, clientside, socket } = options;
  const outcomes = createResultRecorder(options);

  const execute = ({ call, instance }: CallStep): void => {
    const runs = instance.executionPromise instanceof Promise;
    const transport = runs ? transportOf(instance, store, page) : 'none';
    record({ type: 'executing', call, transport });
    if (transport === 'http') exchanges.claim(renderer, call, instance.callback.output);
    if (transport === 'page') noteRun(call, instance);
    if (transport === 'websocket') socket.expect(call, instance);
  };

  const noteRun = (call: number, instance: CallbackInstance): void => {
    const run = clientside.claim(instance, call);
    if (run !== undefined) {
      record(
        {
          type: 'ran',
          call,
          sync: run.end - run.start,
          source: texts.keepObject(run.source),
          ...(run.isAwaited ? { awaited: copyPayload(payloadOf(run.context, instance), texts) } : {}),
        },
        run.start,
      );
    }
  };

  return (transition) => {
    switch (transition.type) {
      case 'requested': {
        const { call, instance, results } = transition;
        const changed = changedOf(instance);
        record({
          type: 'requested',
          call,
          output: instance.callback.output,
          anyVals: instance.anyVals ?? '',
          initial: instance.initialCall === true,
          changed,
          group: instance.executionGroup ?? null,
          by: requestedBy(instance, results, changed),
        });
        break;
      }
      case 'changed':
        record({ type: 'changed', call: transition.call, changed: changedOf(transition.instance) });
        break;
      case 'ready': {
        const { call, instance } = transition;
        // Until the app has started the renderer runs nothing.
        const early = store.getState().appLifecycle !== 'HYDRATED';
        record({ type: 'ready', call, ...(early ? { early: true } : {}) });
        if (isClientside(instance)) clientside.prepare(instance);
        break;
      }
      case 'executing':
        execute(transition);
        break;
      case 'executed':
        outcomes.finished(transition);
        break;
      case 'stored':
        outcomes.applied(transition);
        break;
      case 'ended':
        record(transition);
        break;
    }
  };
}

/** The page's own record of the call for a clientside function, in the form of a request body. */
function payloadOf(context: unknown, { callback, changedPropIds }: CallbackInstance): object {
  const { inputs_list, states_list, outputs_list } = (context ?? {}) as Readonly<Record<string, unknown>>;
  return {
    output: callback.output,
    // Since Dash 2.18.
    ...(outputs_list === undefined ? {} : { outputs: outputs_list }),
    inputs: inputs_list,
    ...(Array.isArray(states_list) && states_list.length > 0 ? { state: states_list } : {}),
    changedPropIds: Object.keys(changedPropIds ?? {}),
  };
}
