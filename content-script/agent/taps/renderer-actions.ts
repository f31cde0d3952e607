import { propIdOf } from '../../../src/dash/component-id';
import type { JsonValue } from '../../../src/lib/json';
import { MOST_HTML, type EventBody } from '../../../src/protocol/events';
import type { CallTracker } from '../calls/call-tracker';
import type { Exchanges } from '../calls/exchanges';
import { cancelInputsOf } from '../calls/job-facts';
import type { OutputWrites } from '../calls/output-writes';
import type { OwnChanges } from '../calls/own-changes';
import { copyProps, describeWrite, valueAtPath } from '../calls/prop-writes';
import { restoredProps } from '../calls/restored-props';
import type { DepartureWatch } from '../page/departure';
import type { createLayoutIds } from '../page/layout-ids';
import type { TextRing } from '../record/text-ring';
import type { Companion } from './companion';
import type { ForeignAction, ForeignStore } from './renderer-types';

export interface RendererActionsOptions {
  readonly store: ForeignStore;
  readonly record: (body: EventBody) => number;
  readonly texts: TextRing;
  readonly exchanges: Exchanges;
  readonly tracker: CallTracker;
  readonly outputs: OutputWrites;
  readonly changes: OwnChanges;
  readonly companion: Companion;
  readonly departure: DepartureWatch;
  readonly layoutIds: ReturnType<typeof createLayoutIds>;
}

/** What the actions of a renderer say, as events. */
export interface RendererActions {
  /** Reads an action before the reducer does. */
  readonly before: (action: ForeignAction) => void;
  /** Reads an action when the store has what it brought. */
  readonly after: (action: ForeignAction) => void;
  /** Records the definitions of the callbacks when they are there and new. */
  readonly announceDefinitions: () => void;
  readonly callbackCount: () => number;
}

export function createRendererActions(options: RendererActionsOptions): RendererActions {
  const { store, record, texts, tracker, changes, companion, layoutIds } = options;
  let definitions: readonly JsonValue[] = [];

  const announceDefinitions = (): void => {
    const content = store.getState().dependenciesRequest?.content;
    if (!Array.isArray(content) || content === definitions) return;
    definitions = content as readonly JsonValue[];
    record({ type: 'definitions', definitions });
    companion.ask();
  };

  const before = (action: ForeignAction): void => {
    const { type, payload } = action;
    if (typeof type !== 'string') return;
    if (type.startsWith('Callbacks.')) tracker.observe(action);
    else if (type === 'ON_PROP_CHANGE' || type === 'UNDO_PROP_CHANGE') {
      const write = describeWrite(type, payload, store.getState(), texts, changes);
      if (write !== undefined) {
        const body = write.origin === 'output' ? takeOutput(options, write, payload) : write;
        noteAddress(options, record(body), body, payload);
      }
    } else if (type === 'RELOAD') {
      tracker.reload();
      record({ type: 'lifecycle', state: 'RELOAD' });
    } else if (type === 'ADD_CALLBACK_JOB' || type === 'REMOVE_CALLBACK_JOB' || type === 'CALLBACK_JOB_OUTDATED') {
      recordJob(options, type, payload);
    }
  };

  const after = (action: ForeignAction): void => {
    const { type, payload } = action;
    if (type === 'SET_GRAPHS' || type === 'dependenciesRequest') announceDefinitions();
    else if (type === 'SET_LAYOUT') {
      changes.loaded();
      recordRestored(options, payload);
    } else if (type === 'SET_APP_LIFECYCLE' && typeof payload === 'string') {
      if (payload === 'HYDRATED') changes.loaded();
      record({ type: 'lifecycle', state: payload });
    } else if (type === 'ON_ERROR') recordError(payload, record);
    else if (type === 'SET_PATHS') layoutIds.changed();
  };

  return { before, after, announceDefinitions, callbackCount: () => definitions.length };
}

type PropsBody = Extract<EventBody, { readonly type: 'props' }>;

/** The call whose output is written; what it did not return has its value with the write. */
function takeOutput({ outputs, texts }: RendererActionsOptions, write: PropsBody, payload: unknown): PropsBody {
  const taken = outputs.take(write.id, Object.keys(write.props));
  if (taken === null || taken.restored.length === 0) return { ...write, call: taken?.call ?? null };
  const { props } = payload as { readonly props: Readonly<Record<string, unknown>> };
  const own = Object.fromEntries(taken.restored.map((name) => [name, props[name]]));
  return { ...write, call: taken.call, props: { ...write.props, ...copyProps(own, texts) }, restored: taken.restored };
}

/** A callback or a script wrote the address: a `Location` may load another page now. */
function noteAddress(
  { store, departure }: RendererActionsOptions,
  seq: number,
  { id, component, origin, call }: PropsBody,
  payload: unknown,
): void {
  if (!component.endsWith('.Location') || origin === 'component') return;
  const { itempath, props } = payload as { readonly itempath: readonly (string | number)[]; readonly props: object };
  const refresh = valueAtPath(store.getState().layout, [...itempath, 'props', 'refresh']);
  departure.written({ id, call, seq, refresh, props: props as Readonly<Record<string, unknown>> });
}

/** Values that Dash restored from the browser's storage replace those of the layout. */
function recordRestored({ store, record, texts }: RendererActionsOptions, layout: unknown): void {
  for (const { id, component, props } of restoredProps(store.getState().layoutRequest?.content, layout)) {
    record({
      type: 'props',
      id,
      component,
      props: copyProps(props, texts),
      origin: 'persistence',
      call: null,
      gesture: false,
    });
  }
}

function recordJob({ record, exchanges }: RendererActionsOptions, type: string, payload: unknown): void {
  const name = (payload as { readonly jobId?: unknown } | null | undefined)?.jobId;
  // Up to 3.x an unsigned process id may come as a number.
  if (typeof name !== 'string' && typeof name !== 'number') return;
  const job = String(name);
  if (type === 'ADD_CALLBACK_JOB')
    record({
      type: 'job',
      job,
      state: 'added',
      call: exchanges.addJob(job),
      cancel: cancelInputsOf(payload).map(propIdOf),
    });
  else
    record({
      type: 'job',
      job,
      state: type === 'CALLBACK_JOB_OUTDATED' ? 'outdated' : 'removed',
      call: exchanges.callOfJob(job),
      cancel: [],
    });
}

const bothEnds = (html: string): string =>
  html.length <= MOST_HTML ? html : html.slice(0, MOST_HTML / 2) + html.slice(-MOST_HTML / 2);

function recordError(payload: unknown, record: (body: EventBody) => unknown): void {
  const error = (
    payload as { readonly error?: { readonly message?: unknown; readonly html?: unknown } | null } | null | undefined
  )?.error;
  const html = error?.html;
  record({
    type: 'error',
    message: typeof error?.message === 'string' ? error.message : '',
    html: typeof html === 'string' ? bothEnds(html) : null,
  });
}
