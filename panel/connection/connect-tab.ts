import { createDocumentSession, type DocumentSession } from '../../src/session/document-session';
import { isInLayout } from '../../src/trace/in-layout';
import type { TraceModel } from '../../src/trace/model';
import type { App, PanelSink, PanelSource, PanelStatus } from '../store/panel-state';
import { saveTrace } from './save-trace';
import type { TabLine } from './tab-line';

interface Frame {
  readonly session: DocumentSession;
  /** Ids of the apps shown for it. */
  appIds: string[];
}

export interface ConnectOptions {
  readonly line: TabLine;
  readonly sink: PanelSink;
  /** Calls back once before the next frame is drawn. */
  readonly nextFrame: (run: () => void) => void;
}

/** Connects the store with the inspected tab, for as long as the panel lives. */
export function connectTab({ line, sink, nextFrame }: ConnectOptions): PanelSource {
  const frames = new Map<number, Frame>();
  /** Apps of documents that are gone, shown until the next document has something to show. */
  const retired: string[] = [];
  let trouble: PanelStatus | null = null;
  let empty: PanelStatus = { type: 'connecting' };
  let paused = false;
  let drawing = false;
  let disposed = false;
  let garbage = 0;

  const draw = (): void => {
    drawing = false;
    if (disposed) return;
    let live = 0;
    for (const frame of frames.values()) {
      const shown = showFrame(frame, sink);
      if (frame.session.connected()) live += shown;
    }
    if (live > 0) for (const id of retired.splice(0)) sink.removeApp(id);
    sink.setStatus(assess(live));
  };

  const assess = (live: number): PanelStatus => {
    const sessions = [...frames.values()].map(({ session }) => session);
    if (live > 0) return { type: 'live' };
    if (trouble !== null) return trouble;
    const begun = sessions.find((session) => session.connected() && session.hello() !== null);
    const shown = retired.length > 0 || [...frames.values()].some(({ appIds }) => appIds.length > 0);
    if (shown) return { type: 'reloading' };
    return begun === undefined ? empty : { type: 'waiting', url: begun.hello()?.url ?? '' };
  };

  const changed = (): void => {
    if (drawing || disposed) return;
    drawing = true;
    nextFrame(draw);
  };

  const openFrame = (frame: number): void => {
    const known = frames.get(frame);
    if (known?.session.connected() === true) return;
    trouble = null;
    if (known !== undefined) {
      // The same document if only the line was lost; the session finds out by the agent's id.
      known.session.attach(line.connect(frame));
      return;
    }
    const session = createDocumentSession({
      changed,
      incompatible: () => {
        trouble = { type: 'extension-updated' };
        changed();
      },
      otherDocument: () => {
        retire(frame);
        openFrame(frame);
      },
      unsupported: (detail) => {
        trouble = { type: 'unsupported', detail };
        changed();
      },
      garbage: (count) => {
        garbage += count;
        sink.notify({ id: 'garbage', level: 'warning', text: garbageText(garbage) });
      },
      closed: () => {
        changed();
        // Only the line may be lost (a stopped background page): documents that are still there report again.
        if (!disposed) void line.callRoll();
      },
    });
    session.setPaused(paused);
    frames.set(frame, { session, appIds: [] });
    session.attach(line.connect(frame));
  };

  const retire = (frame: number): void => {
    const known = frames.get(frame);
    if (known === undefined) return;
    frames.delete(frame);
    known.session.noteGone();
    known.session.close();
    showFrame(known, sink);
    retired.push(...known.appIds);
  };

  /** Asks who is there; without an agent finds out why. */
  const look = async (): Promise<void> => {
    const roll = await line.callRoll();
    if (roll === 'agent') return;
    const url = await line.url();
    const found: PanelStatus = roll === 'no-agent' ? { type: 'no-dash', url } : await whySilent(line, url);
    if (frames.size > 0 || disposed) return;
    for (const id of retired.splice(0)) sink.removeApp(id);
    empty = found;
    changed();
  };

  line.onAgent((frame) => {
    if (!disposed) openFrame(frame);
  });
  line.onNavigated(() => {
    trouble = null;
    for (const [frame, { session }] of [...frames]) if (!session.connected()) retire(frame);
    if (frames.size === 0) void look();
  });
  sink.setStatus(empty);
  void look();

  const sessionOf = (app: string): DocumentSession | undefined =>
    [...frames.values()].find(({ appIds }) => appIds.includes(app))?.session;

  return {
    fetchValue: async (app, ref) =>
      (await sessionOf(app)?.fetchValue(ref.text, ref.path)) ?? {
        ok: false,
        reason: 'The page that held this value is gone.',
      },
    saveTrace: (app, options) => saveTrace(app, sessionOf(app.id), { ...options, paused }),
    clear(app) {
      sessionOf(app)?.clear();
    },
    setPaused(value) {
      paused = value;
      for (const { session } of frames.values()) session.setPaused(value);
    },
    cancelJob: async (app, call) =>
      (await sessionOf(app)?.cancelJob(call)) ?? { ok: false, reason: 'The page is gone.' },
    async pickComponent() {
      const asked = [...frames.values()].filter(({ session }) => session.connected());
      const answers = asked.map(async ({ session, appIds }) => {
        const component = await session.pick();
        // A page may have several renderers; which of them has the component is known from what is in their layouts.
        const models = session.models();
        const index =
          component === null ? -1 : models.findIndex(({ layout }) => layout !== null && isInLayout(layout, component));
        const app = appIds[Math.max(0, index)];
        return component === null || app === undefined ? null : { app, component };
      });
      const picked = await firstPicked(answers);
      for (const { session } of asked) session.stopPicking();
      return picked;
    },
    stopPicking() {
      for (const { session } of frames.values()) session.stopPicking();
    },
    highlight(app, components) {
      sessionOf(app)?.highlight(components);
    },
    async enableSite() {
      if (empty.type !== 'not-enabled') return { ok: true };
      // The request itself comes first: the browser asks only while it still counts as part of the click.
      const answer = await line.askPermission(empty.origin);
      if (answer.ok) line.reload();
      return answer;
    },
    reloadPage: line.reload,
    dispose() {
      disposed = true;
      for (const { session } of frames.values()) session.close();
      frames.clear();
    },
  };
}

/** The person chooses in one frame, or gives up in one: then it is over in all. */
function firstPicked<T>(answers: readonly Promise<T | null>[]): Promise<T | null> {
  return answers.length === 0 ? Promise.resolve(null) : Promise.race(answers);
}

const garbageText = (count: number): string =>
  `The page sent ${count} ${count === 1 ? 'message' : 'messages'} of an unknown form; they were left out. If the extension was just updated, reload the page.`;

/** Why no content script answers on a page. */
async function whySilent(line: TabLine, url: string): Promise<PanelStatus> {
  const origin = /^https?:\/\/[^/]+/.exec(url)?.[0];
  if (origin === undefined) return { type: 'restricted', url };
  return (await line.mayRunOn(origin)) ? { type: 'extension-updated' } : { type: 'not-enabled', origin };
}

function showFrame(frame: Frame, sink: PanelSink): number {
  const hello = frame.session.hello();
  if (hello === null) return 0;
  const models = frame.session.models().filter(hasBegun);
  frame.appIds = models.map((model) => `${hello.agent}:${model.app.renderer}`);
  models.forEach((model, index) => {
    sink.setApp(toApp(frame.appIds[index] ?? '', model, hello.url, models.length, frame.session.connected()));
  });
  return models.length;
}

/** The renderer has said who it is. */
const hasBegun = ({ app, callbacks }: TraceModel): boolean =>
  app.dashVersion !== null || app.debug !== null || callbacks.size > 0;

function toApp(id: string, model: TraceModel, url: string, siblings: number, connected: boolean): App {
  const path = pathOf(url);
  const title = model.app.title === '' || model.app.title === 'Dash' ? path : `${model.app.title} (${path})`;
  return { id, label: siblings > 1 ? `${title}, renderer ${model.app.renderer + 1}` : title, url, connected, model };
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}
