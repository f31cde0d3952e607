import type { EventBody } from '../../../src/protocol/events';
import { capabilitiesOf, dashVersion, readConfig, requestBase } from './app-facts';
import { createCallRecorder } from '../calls/call-recorder';
import { createCallTracker } from '../calls/call-tracker';
import type { Answer } from '../../../src/protocol/answer';
import { cancelJob } from '../calls/cancel-job';
import { createCompanion } from './companion';
import { createClientsideTap } from './clientside-tap';
import type { Exchanges } from '../calls/exchanges';
import { guard } from './guard';
import type { GestureClock } from '../page/gesture-clock';
import { watchDeparture } from '../page/departure';
import { createLayoutIds } from '../page/layout-ids';
import { findSharedIds } from '../page/shared-ids';
import { pathOf } from '../page/layout-path';
import { createOutputWrites } from '../calls/output-writes';
import { createOwnChanges } from '../calls/own-changes';
import { createRendererActions } from './renderer-actions';
import type { ForeignStore } from './renderer-types';
import { createSocketCalls } from '../calls/socket-calls';
import { tapSocket } from './socket-tap';
import type { TextRing } from '../record/text-ring';
import { wrapDispatch } from './wrap-dispatch';

export interface RendererTapOptions {
  readonly page: Window & typeof globalThis;
  readonly store: ForeignStore;
  readonly renderer: number;
  /** @returns the number of the event */
  readonly record: (body: EventBody, at?: number) => number;
  /** Runs when the page is idle. */
  readonly idle: (run: () => void) => void;
  readonly gestures: GestureClock;
  readonly nextCall: () => number;
  readonly texts: TextRing;
  readonly exchanges: Exchanges;
  readonly painted: (call: number) => void;
  /** The browser began to navigate to another document. */
  readonly leaving: () => void;
  readonly fault: (error: unknown) => void;
}

export interface RendererTap {
  readonly callbackCount: () => number;
  /** Whether a component with this id, written as the renderer does, is in the layout. */
  readonly hasComponent: (id: string) => boolean;
  /** Cancels the job of a call, as the app's own cancel input would; `undefined` when it is no job of this renderer. */
  readonly cancel: (call: number) => Answer<null> | undefined;
  /** The document is being left: records what led to that. */
  readonly leave: () => void;
  /** The document came back from the back-forward cache. */
  readonly comeBack: () => void;
  readonly dispose: () => void;
}

/** Taps one renderer: its action stream becomes events. */
export function tapRenderer(options: RendererTapOptions): RendererTap {
  const { page, store, record, fault, texts, exchanges, renderer } = options;
  const outputs = createOutputWrites();
  const clientside = createClientsideTap(page, () => page.performance.now(), fault);
  const config = readConfig(page.document);
  const companion = createCompanion(page, config, record, fault);
  const socket = createSocketCalls(texts, record, fault, companion.socketAnswered);
  const departure = watchDeparture(page, clientside.running, () => {
    options.leaving();
    guard(fault, () => record(departure.left()));
  });
  const changes = createOwnChanges(page, options.gestures);
  const layoutIds = createLayoutIds(
    () => store.getState().paths,
    options.idle,
    record,
    () => guard(fault, () => findSharedIds(store.getState(), config['children_props'])),
  );

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

  const actions = createRendererActions({
    store,
    record,
    texts,
    exchanges,
    tracker,
    outputs,
    changes,
    companion,
    layoutIds,
    departure,
  });
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
  actions.announceDefinitions();
  layoutIds.changed();

  const unwrap = wrapDispatch(
    store,
    (action) =>
      guard(fault, () => {
        actions.before(action);
      }),
    (action) =>
      guard(fault, () => {
        actions.after(action);
      }),
  );
  return {
    hasComponent: (id) => pathOf(store.getState().paths, id) !== undefined,
    callbackCount: actions.callbackCount,
    leave: () => {
      record(departure.left());
    },
    comeBack: departure.returned,
    cancel: (call) => cancelJob({ page, store, record, callOfJob: exchanges.callOfJob }, call),
    dispose: () => {
      unwrap();
      untapSocket?.();
    },
  };
}
