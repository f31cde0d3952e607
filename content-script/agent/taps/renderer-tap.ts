import { propIdOf } from '../../../src/dash/component-id';
import type { JsonValue } from '../../../src/lib/json';
import { MOST_HTML, type EventBody } from '../../../src/protocol/events';
import { capabilitiesOf, dashVersion, readConfig, requestBase } from './app-facts';
import { createCallRecorder } from '../calls/call-recorder';
import { createCallTracker } from '../calls/call-tracker';
import type { Answer } from '../../../src/lib/answer';
import { cancelJob } from '../calls/cancel-job';
import { createCompanion } from './companion';
import { createClientsideTap } from './clientside-tap';
import type { Exchanges } from '../calls/exchanges';
import { guard } from './guard';
import { cancelInputsOf } from '../calls/job-facts';
import type { GestureClock } from '../page/gesture-clock';
import { createLayoutIds } from '../page/layout-ids';
import { pathOf } from '../page/layout-path';
import { createOutputWrites } from '../calls/output-writes';
import { createOwnChanges } from '../calls/own-changes';
import { copyProps, describeWrite } from '../calls/prop-writes';
import type { ForeignAction, ForeignStore } from './renderer-types';
import { restoredProps } from '../calls/restored-props';
import { createSocketCalls } from '../calls/socket-calls';
import { tapSocket } from './socket-tap';
import type { TextRing } from '../record/text-ring';
import { wrapDispatch } from './wrap-dispatch';

export interface RendererTapOptions {
  readonly page: Window & typeof globalThis;
  readonly store: ForeignStore;
  readonly renderer: number;
  readonly record: (body: EventBody, at?: number) => void;
  /** Runs when the page is idle. */
  readonly idle: (run: () => void) => void;
  readonly gestures: GestureClock;
  readonly nextCall: () => number;
  readonly texts: TextRing;
  readonly exchanges: Exchanges;
  readonly painted: (call: number) => void;
  readonly fault: (error: unknown) => void;
}

export interface RendererTap {
  readonly callbackCount: () => number;
  /** Whether a component with this id, written as the renderer does, is in the layout. */
  readonly hasComponent: (id: string) => boolean;
  /** Cancels the job of a call, as the app's own cancel input would; `undefined` when it is no job of this renderer. */
  readonly cancel: (call: number) => Answer<null> | undefined;
  readonly dispose: () => void;
}

/** Taps one renderer: its action stream becomes events. */
export function tapRenderer(options: RendererTapOptions): RendererTap {
  const { page, store, record, fault, texts, exchanges, renderer } = options;
  let definitions: readonly JsonValue[] = [];
  const outputs = createOutputWrites();
  const clientside = createClientsideTap(page, () => page.performance.now(), fault);
  const config = readConfig(page.document);
  const companion = createCompanion(page, config, record, fault);
  const socket = createSocketCalls(texts, record, fault, companion.socketAnswered);
  const changes = createOwnChanges(page, options.gestures);
  const layoutIds = createLayoutIds(() => store.getState().paths, options.idle, record);

  const tracker = createCallTracker({
    nextCall: options.nextCall,
    paths: () => store.getState().paths,
    emit: createCallRecorder({
      page,
      store,
      renderer,
      record,
      texts,
      exchanges,
      clientside,
      outputs,
      socket,
      painted: options.painted,
    }),
  });

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
      const write = describeWrite(type, payload, store.getState().layout, texts, changes);
      if (write !== undefined) {
        record(
          write.origin === 'output' ? { ...write, call: outputs.take(write.id, Object.keys(write.props)) } : write,
        );
      }
    } else if (type === 'RELOAD') {
      tracker.reload();
      record({ type: 'lifecycle', state: 'RELOAD' });
    } else if (type === 'ADD_CALLBACK_JOB' || type === 'REMOVE_CALLBACK_JOB' || type === 'CALLBACK_JOB_OUTDATED') {
      recordJob(type, payload);
    }
  };

  const recordRestored = (layout: unknown): void => {
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
  };

  const recordJob = (type: string, payload: unknown): void => {
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
  };

  const after = (action: ForeignAction): void => {
    const { type, payload } = action;
    if (type === 'SET_GRAPHS' || type === 'dependenciesRequest') announceDefinitions();
    else if (type === 'SET_LAYOUT') {
      changes.loaded();
      recordRestored(payload);
    } else if (type === 'SET_APP_LIFECYCLE' && typeof payload === 'string') {
      if (payload === 'HYDRATED') changes.loaded();
      record({ type: 'lifecycle', state: payload });
    } else if (type === 'ON_ERROR') recordError(payload, record);
    else if (type === 'SET_PATHS') layoutIds.changed();
  };

  const worker = (config['websocket'] as { readonly worker_url?: unknown } | undefined)?.worker_url;
  const untapSocket =
    typeof worker === 'string' && 'SharedWorker' in page ? tapSocket(page, worker, socket) : undefined;
  record({
    type: 'renderer',
    dashVersion: dashVersion(page.document, config),
    debug: typeof config['ui'] === 'boolean' ? config['ui'] : null,
    url: page.location.href,
    title: page.document.title,
    requestBase: requestBase(config),
    capabilities: capabilitiesOf(page, store),
  });
  announceDefinitions();
  layoutIds.changed();

  const unwrap = wrapDispatch(
    store,
    (action) =>
      guard(fault, () => {
        before(action);
      }),
    (action) =>
      guard(fault, () => {
        after(action);
      }),
  );
  return {
    hasComponent: (id) => pathOf(store.getState().paths, id) !== undefined,
    callbackCount: () => definitions.length,
    cancel: (call) => cancelJob({ page, store, record, callOfJob: exchanges.callOfJob }, call),
    dispose: () => {
      unwrap();
      untapSocket?.();
    },
  };
}

const bothEnds = (html: string): string =>
  html.length <= MOST_HTML ? html : html.slice(0, MOST_HTML / 2) + html.slice(-MOST_HTML / 2);

function recordError(payload: unknown, record: (body: EventBody) => void): void {
  const error = (
    payload as { readonly error?: { readonly message?: unknown; readonly html?: unknown } | null } | null | undefined
  )?.error;
  const html = error?.html;
  record({
    type: 'error',
    message: typeof error?.message === 'string' ? error.message : 'Dash reported an error without a message.',
    html: typeof html === 'string' ? bothEnds(html) : null,
  });
}
