import type { JsonValue } from '../../../src/lib/json';
import type { EventBody, ReturnedShape } from '../../../src/protocol/events';
import type { TextRing } from '../record/text-ring';
import type { ClientsideTap, Returned } from '../taps/clientside-tap';
import type { CallbackInstance, ForeignStore } from '../taps/renderer-types';
import { changedOf, type CallStep, type CallTransition } from './call-tracker';
import { patchesIn } from './clientside-patches';
import { copyPayload, copyResult } from './clientside-values';
import type { Exchanges } from './exchanges';
import type { OutputWrites } from './output-writes';
import { valuesBefore } from './prop-writes';
import { requestedBy } from './requested-by';
import type { SocketCalls } from './socket-calls';
import { isClientside, transportOf } from './transport-of';

export interface CallRecorderOptions {
  readonly page: Window & typeof globalThis;
  readonly store: ForeignStore;
  readonly renderer: number;
  readonly record: (body: EventBody, at?: number) => void;
  readonly texts: TextRing;
  readonly exchanges: Exchanges;
  readonly clientside: ClientsideTap;
  readonly outputs: OutputWrites;
  readonly socket: SocketCalls;
  /** The outputs of a call are in the store; the next frame shows them. */
  readonly painted: (call: number) => void;
}

/**
 * Turns the transitions of calls into events: adds the values that were sent and returned, and lets those who watch
 * requests, clientside functions and the websocket know which call is theirs.
 */
export function createCallRecorder(options: CallRecorderOptions): (transition: CallTransition) => void {
  const { page, store, renderer, record, texts, exchanges, clientside, outputs, socket } = options;

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

  const finish = ({ call, instance }: CallStep): void => {
    const result = instance.executionResult;
    const page = isClientside(instance);
    const failed = result?.error !== undefined;
    const returned = clientside.takeReturned(call);
    const shape = page ? wrongShape(returned, result?.payload) : undefined;
    const { before, patches } = failed ? { before: null, patches: null } : takePatches(call, instance, returned.value);
    record({
      type: 'finished',
      call,
      result: result === null || result === undefined ? whySkipped(instance) : failed ? 'error' : 'data',
      message: failed ? messageOf(result.error) : null,
      stack: failed && result.error instanceof Error ? (result.error.stack ?? null) : null,
      payload: page ? copyPayload(result?.payload, texts) : null,
      data: (page && !failed) || before !== null ? copyResult(result?.data, texts) : null,
      before,
      ...(patches === null ? {} : { patches }),
      ...(shape === undefined ? {} : { shape }),
    });
  };

  /** The patches in a result that is about to be applied, and the current values of its outputs. */
  const takePatches = (
    call: number,
    { executionResult }: CallbackInstance,
    returned: unknown,
  ): { readonly before: JsonValue | null; readonly patches: JsonValue | null } => {
    const { data, payload } = executionResult ?? {};
    outputs.expect(call, data);
    const patches = patchesIn(returned, (payload as { readonly outputs?: unknown } | null | undefined)?.outputs, texts);
    const patched = patches ?? (exchanges.takePatched(call) ? data : null);
    return { before: patched === null ? null : copyResult(valuesBefore(patched, store.getState()), texts), patches };
  };

  const noteApplied = ({ call, instance }: CallStep): void => {
    const { updatedProps = [], allProps = [] } = instance.executionMeta ?? {};
    const updated = updatedProps.filter((prop): prop is string => typeof prop === 'string');
    const gone = outputs.done(call);
    record({
      type: 'applied',
      call,
      updated,
      declared: new Set(allProps).size,
      ...(gone.length > 0 ? { gone } : {}),
    });
    if (updated.length > 0) options.painted(call);
  };

  /** Without a result the renderer ran nothing: no input is on the page, or each of them is there several times. */
  const whySkipped = ({ getInputs }: CallbackInstance): 'skipped' | 'ambiguous' =>
    getInputs?.(store.getState().paths).some((found) => Array.isArray(found) && found.length > 1) === true
      ? 'ambiguous'
      : 'skipped';

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
        finish(transition);
        break;
      case 'stored':
        noteApplied(transition);
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

/** The return value of a clientside function that does not match its outputs. */
function wrongShape({ isKnown, value }: Returned, payload: unknown): ReturnedShape | undefined {
  if (!isKnown) return undefined;
  const { outputs } = (payload ?? {}) as { readonly outputs?: unknown };
  if (outputs === undefined) return undefined;
  if (!Array.isArray(outputs)) return value === undefined ? { what: 'nothing', length: 0, declared: 1 } : undefined;
  const declared = outputs.length;
  if (value === undefined || value === null) return { what: 'nothing', length: 0, declared };
  if (!Array.isArray(value)) return { what: 'value', length: 1, declared };
  return value.length === declared ? undefined : { what: 'list', length: value.length, declared };
}

function messageOf(error: unknown): string | null {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : null;
}
