import type { JsonValue } from '../../../src/lib/json';
import type { EventBody, ReturnedShape } from '../../../src/protocol/events';
import type { TextRing } from '../record/text-ring';
import type { ClientsideTap, Returned } from '../taps/clientside-tap';
import type { CallbackInstance, ForeignStore } from '../taps/renderer-types';
import type { CallStep } from './call-tracker';
import { patchesIn } from './clientside-patches';
import { copyPayload, copyResult } from './clientside-values';
import type { Exchanges } from './exchanges';
import type { OutputWrites } from './output-writes';
import { valuesBefore } from './prop-writes';
import { isClientside } from './transport-of';

export interface ResultRecorderOptions {
  readonly store: ForeignStore;
  readonly record: (body: EventBody, at?: number) => void;
  readonly texts: TextRing;
  readonly exchanges: Pick<Exchanges, 'takePatched'>;
  readonly clientside: Pick<ClientsideTap, 'takeReturned'>;
  readonly outputs: OutputWrites;
  /** The outputs of a call are in the store; the next frame shows them. */
  readonly painted: (call: number) => void;
}

/** Records what calls returned, and what was applied of it. */
export interface ResultRecorder {
  readonly finished: (step: CallStep) => void;
  readonly applied: (step: CallStep) => void;
}

export function createResultRecorder(options: ResultRecorderOptions): ResultRecorder {
  const { store, record, texts, exchanges, clientside, outputs } = options;

  const finished = ({ call, instance }: CallStep): void => {
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

  const applied = ({ call, instance }: CallStep): void => {
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

  return { finished, applied };
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
