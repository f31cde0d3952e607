import type { JsonValue } from '../../src/lib/json';
import type { EventBody } from '../../src/protocol/events';
import { capabilitiesOf, dashVersion, readConfig } from './app-facts';
import { createCallTracker, isClientside } from './call-tracker';
import type { Exchanges } from './exchanges';
import { guard } from './guard';
import { describeWrite } from './prop-writes';
import type { ForeignAction, ForeignStore, Instance } from './renderer-types';
import type { TextRing } from './text-ring';
import { wrapDispatch } from './wrap-dispatch';

export interface RendererTapOptions {
  readonly page: Window & typeof globalThis;
  readonly store: ForeignStore;
  readonly renderer: number;
  readonly record: (body: EventBody) => void;
  readonly nextCall: () => number;
  readonly texts: TextRing;
  readonly exchanges: Exchanges;
  readonly painted: (call: number) => void;
  readonly fault: (error: unknown) => void;
}

export interface RendererTap {
  readonly callbackCount: () => number;
  readonly dispose: () => void;
}

/** Taps one renderer: its action stream becomes events. */
export function tapRenderer(options: RendererTapOptions): RendererTap {
  const { page, store, record, fault, texts, exchanges, renderer } = options;
  let definitions: readonly JsonValue[] = [];

  const tracker = createCallTracker({
    record,
    nextCall: options.nextCall,
    texts,
    paths: () => store.getState().paths,
    sent: (call, output) => {
      exchanges.claim(renderer, call, output);
    },
    applied: options.painted,
    transportOf: (instance) => transportOf(instance, store, page),
  });

  const announceDefinitions = (): void => {
    const content = store.getState().dependenciesRequest?.content;
    if (!Array.isArray(content) || content === definitions) return;
    definitions = content as readonly JsonValue[];
    record({ type: 'definitions', definitions });
  };

  const before = (action: ForeignAction): void => {
    const { type, payload } = action;
    if (typeof type !== 'string') return;
    if (type.startsWith('Callbacks.')) tracker.observe(action);
    else if (type === 'ON_PROP_CHANGE' || type === 'UNDO_PROP_CHANGE') {
      const write = describeWrite(type, payload, store.getState().layout, texts);
      if (write !== undefined) record(write);
    } else if (type === 'RELOAD') {
      tracker.reload();
      record({ type: 'lifecycle', state: 'RELOAD' });
    } else if (type === 'ADD_CALLBACK_JOB' || type === 'REMOVE_CALLBACK_JOB' || type === 'CALLBACK_JOB_OUTDATED') {
      recordJob(type, payload);
    }
  };

  const recordJob = (type: string, payload: unknown): void => {
    const job = (payload as { readonly jobId?: unknown } | null | undefined)?.jobId;
    if (typeof job !== 'string') return;
    if (type === 'ADD_CALLBACK_JOB') record({ type: 'job', job, state: 'added', call: exchanges.addJob(job) });
    else record({ type: 'job', job, state: type === 'CALLBACK_JOB_OUTDATED' ? 'outdated' : 'removed', call: exchanges.callOfJob(job) });
  };

  const after = (action: ForeignAction): void => {
    const { type, payload } = action;
    if (type === 'SET_GRAPHS' || type === 'dependenciesRequest') announceDefinitions();
    else if (type === 'SET_APP_LIFECYCLE' && typeof payload === 'string') record({ type: 'lifecycle', state: payload });
    else if (type === 'ON_ERROR') recordError(payload, record);
  };

  const config = readConfig(page.document);
  record({
    type: 'renderer',
    dashVersion: dashVersion(page.document, config),
    debug: typeof config['ui'] === 'boolean' ? config['ui'] : null,
    url: page.location.href,
    title: page.document.title,
    capabilities: capabilitiesOf(page, store),
  });
  announceDefinitions();

  const unwrap = wrapDispatch(
    store,
    (action) => guard(fault, () => {
      before(action);
    }),
    (action) => guard(fault, () => {
      after(action);
    }),
  );
  return { callbackCount: () => definitions.length, dispose: unwrap };
}

/** Which way the renderer takes (reference 4): never the websocket for background callbacks. */
function transportOf(instance: Instance, store: ForeignStore, page: Window): 'http' | 'websocket' | 'page' {
  if (isClientside(instance)) return 'page';
  const { background, websocket } = instance.callback as { readonly background?: unknown; readonly websocket?: unknown };
  const socket = store.getState().config?.['websocket'] as { readonly enabled?: unknown; readonly url?: unknown; readonly worker_url?: unknown } | undefined;
  const available = 'SharedWorker' in page && typeof socket?.url === 'string' && typeof socket.worker_url === 'string';
  const wanted = socket?.enabled === true || websocket === true;
  return (background === null || background === undefined || background === false) && available && wanted ? 'websocket' : 'http';
}

const MOST_HTML = 200_000;

function recordError(payload: unknown, record: (body: EventBody) => void): void {
  const error = (payload as { readonly error?: { readonly message?: unknown; readonly html?: unknown } | null } | null | undefined)?.error;
  const html = error?.html;
  record({
    type: 'error',
    message: typeof error?.message === 'string' ? error.message : 'Dash reported an error without a message.',
    html: typeof html === 'string' ? html.slice(0, MOST_HTML) : null,
  });
}
