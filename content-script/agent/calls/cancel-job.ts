import { propIdOf, stringifyId } from '../../../src/dash/component-id';
import { refused, type Answer } from '../../../src/protocol/answer';
import type { EventBody } from '../../../src/protocol/events';
import { cancelInputsOf } from './job-facts';
import { pathOf } from '../page/layout-path';
import { valueAtPath } from './prop-writes';
import type { ForeignStore } from '../taps/renderer-types';

export interface CancelContext {
  readonly page: Window & typeof globalThis;
  readonly store: ForeignStore;
  readonly record: (body: EventBody) => void;
  readonly callOfJob: (job: string) => number | null;
}

/** A job in the renderer's store (docs/dash-internals.md#store-state). */
interface ForeignJob {
  readonly jobId?: unknown;
  readonly outdated?: unknown;
}

type SetProps = (id: unknown, props: Readonly<Record<string, unknown>>) => void;

/**
 * Cancels the job of a call by changing the input that the app listed in `cancel=`, with Dash's own `set_props`: Dash
 * then does everything that it does when a person uses that input, other callbacks on it included. A request of our own
 * would end the job behind the renderer's back. This is the one thing the agent ever changes, and only when the panel
 * asks.
 * @returns `undefined` when this renderer has no such job any more
 */
export function cancelJob({ page, store, record, callOfJob }: CancelContext, call: number): Answer<null> | undefined {
  const { callbackJobs, paths, layout } = store.getState();
  const jobs = Object.values(callbackJobs ?? {}) as readonly (ForeignJob | null | undefined)[];
  const job = jobs.find((candidate) => callOfJob(String(candidate?.jobId)) === call);
  if (job === undefined) return undefined;
  if (job?.outdated === true) return refused('job_superseded');
  const inputs = cancelInputsOf(job);
  if (inputs.length === 0) return refused('no_cancel_input');
  const input = inputs.find(({ id }) => pathOf(paths, stringifyId(id)) !== undefined);
  if (input === undefined)
    return { ok: false, reason: { code: 'cancel_inputs_missing', params: { props: inputs.map(propIdOf) } } };
  const setProps = (page as { readonly dash_clientside?: { readonly set_props?: unknown } }).dash_clientside?.set_props;
  if (typeof setProps !== 'function') return refused('no_set_props');
  const held = valueAtPath(layout, [...(pathOf(paths, stringifyId(input.id)) ?? []), 'props']) as
    Readonly<Record<string, unknown>> | undefined;
  record({ type: 'command', what: 'cancel', call });
  try {
    (setProps as SetProps)(input.id, { [input.property]: afterUse(input.property, held?.[input.property]) });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: { code: 'set_props_failed', params: { prop: propIdOf(input), detail } } };
  }
  return { ok: true, value: null };
}

/** Counters such as `n_clicks` are incremented; anything else is written unchanged, which Dash still treats as a change. */
function afterUse(property: string, value: unknown): unknown {
  if (property.startsWith('n_') && (typeof value === 'number' || value === null || value === undefined))
    return (value ?? 0) + 1;
  return value ?? null;
}
