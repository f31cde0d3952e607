import { createDocumentSession, type DocumentListener, type DocumentSession } from '../../src/session/document-session';
import type { Departure } from '../../src/trace/departure';
import type { PanelStatus } from '../../src/words/panel-status';
import { SHELL_TEXTS } from '../../src/words/panel';
import type { PanelSink } from '../store/panel-state';
import { showFrame, type TabFrame } from './show-frame';
import type { TabLine } from './tab-line';

export interface TabFramesListener {
  /** There is something to draw. May be called many times per frame. */
  readonly changed: () => void;
  /** Why a frame cannot be recorded; `null` when a new document begins. */
  readonly trouble: (status: PanelStatus | null) => void;
  readonly lineClosed: () => void;
}

/** The frames of the inspected tab that have an agent, with a session for each, and the apps of documents that are gone. */
export interface TabFrames {
  readonly all: () => readonly TabFrame[];
  readonly open: (frame: number) => void;
  /** Frames without a connection belong to a document that was left. */
  readonly retireLost: () => void;
  /** Apps of documents that are gone are shown until the next document has something to show. */
  readonly hasRetired: () => boolean;
  readonly dropRetired: () => void;
  readonly sessionOf: (app: string) => DocumentSession | undefined;
  readonly setPaused: (paused: boolean) => void;
  readonly dispose: () => void;
}

export function createTabFrames(line: TabLine, sink: PanelSink, listener: TabFramesListener): TabFrames {
  const frames = new Map<number, TabFrame>();
  /** How the latest document of each frame was left. */
  const departures = new Map<number, Departure | null>();
  const retired: string[] = [];
  let paused = false;
  let garbage = 0;

  const begin = (frame: number): DocumentSession => {
    const own: DocumentListener = {
      changed: listener.changed,
      incompatible: () => {
        listener.trouble({ type: 'extension-updated' });
        listener.changed();
      },
      otherDocument: () => {
        retire(frame);
        open(frame);
      },
      unsupported: () => {
        listener.trouble({ type: 'unsupported' });
        listener.changed();
      },
      garbage: (count) => {
        garbage += count;
        sink.notify({ id: 'garbage', level: 'warning', text: SHELL_TEXTS.garbage(garbage) });
      },
      closed: listener.lineClosed,
    };
    const session = createDocumentSession(own, { before: departures.get(frame) ?? null });
    departures.delete(frame);
    return session;
  };

  const open = (frame: number): void => {
    const known = frames.get(frame);
    if (known?.session.connected() === true) return;
    listener.trouble(null);
    if (known !== undefined) {
      // The same document if only the connection was lost; the session recognises it by the agent's id.
      known.session.attach(line.connect(frame));
      return;
    }
    const session = begin(frame);
    session.setPaused(paused);
    frames.set(frame, { session, appIds: [] });
    session.attach(line.connect(frame));
  };

  const retire = (frame: number): void => {
    const known = frames.get(frame);
    if (known === undefined) return;
    frames.delete(frame);
    known.session.noteGone();
    departures.set(frame, known.session.departure());
    known.session.close();
    showFrame(known, sink);
    retired.push(...known.appIds);
  };

  return {
    all: () => [...frames.values()],
    open,
    retireLost() {
      for (const [frame, { session }] of [...frames]) if (!session.connected()) retire(frame);
    },
    hasRetired: () => retired.length > 0,
    dropRetired() {
      for (const id of retired.splice(0)) sink.removeApp(id);
    },
    sessionOf: (app) => [...frames.values()].find(({ appIds }) => appIds.includes(app))?.session,
    setPaused(value) {
      paused = value;
      for (const { session } of frames.values()) session.setPaused(value);
    },
    dispose() {
      for (const { session } of frames.values()) session.close();
      frames.clear();
    },
  };
}
