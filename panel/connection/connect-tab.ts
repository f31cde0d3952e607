import { refused } from '../../src/protocol/answer';
import type { PanelStatus } from '../../src/words/panel-status';
import type { PanelSink, PanelSource } from '../store/panel-state';
import { pickInFrames } from './pick-in-frames';
import { saveTrace } from './save-trace';
import { showFrame } from './show-frame';
import { createTabFrames, type TabFrames } from './tab-frames';
import type { TabLine } from './tab-line';

export interface ConnectOptions {
  readonly line: TabLine;
  readonly sink: PanelSink;
  /** Calls back once before the next frame is drawn. */
  readonly nextFrame: (run: () => void) => void;
}

/** Connects the store with the inspected tab, for as long as the panel lives. */
export function connectTab({ line, sink, nextFrame }: ConnectOptions): PanelSource {
  let trouble: PanelStatus | null = null;
  let empty: PanelStatus = { type: 'connecting' };
  let paused = false;
  let drawing = false;
  let disposed = false;

  const draw = (): void => {
    drawing = false;
    if (disposed) return;
    let live = 0;
    for (const frame of frames.all()) {
      const shown = showFrame(frame, sink);
      if (frame.session.connected()) live += shown;
    }
    if (live > 0) frames.dropRetired();
    sink.setStatus(live > 0 ? { type: 'live' } : (trouble ?? statusOf(frames) ?? empty));
  };

  const changed = (): void => {
    if (drawing || disposed) return;
    drawing = true;
    nextFrame(draw);
  };

  const frames = createTabFrames(line, sink, {
    changed,
    trouble: (status) => {
      trouble = status;
    },
    lineClosed: () => {
      changed();
      // The page may still be there, with only the connection lost (a stopped background page): its documents report
      // again.
      if (!disposed) void line.callRoll();
    },
  });

  /** Asks who is there; without an agent finds out why. */
  const look = async (): Promise<void> => {
    const roll = await line.callRoll();
    if (roll === 'agent') return;
    const url = await line.url();
    const found: PanelStatus = roll === 'no-agent' ? { type: 'no-dash', url } : await whySilent(line, url);
    if (frames.all().length > 0 || disposed) return;
    frames.dropRetired();
    empty = found;
    changed();
  };

  line.onAgent((frame) => {
    if (!disposed) frames.open(frame);
  });
  line.onNavigated(() => {
    trouble = null;
    frames.retireLost();
    if (frames.all().length === 0) void look();
  });
  sink.setStatus(empty);
  void look();

  return {
    ...askFrames(frames),
    saveTrace: (app, options) => saveTrace(app, frames.sessionOf(app.id), { ...options, paused }),
    setPaused(value) {
      paused = value;
      frames.setPaused(value);
    },
    async enableSite() {
      if (empty.type !== 'not-enabled') return { ok: true };
      // The request comes first: the browser asks only while the click that led to it is recent.
      const answer = await line.askPermission(empty.origin);
      if (answer.ok) line.reload();
      return answer;
    },
    reloadPage: line.reload,
    dispose() {
      disposed = true;
      frames.dispose();
    },
  };
}

/** What the user requests of an app or of the whole page, passed on to the sessions of the frames. */
const askFrames = (
  frames: TabFrames,
): Pick<PanelSource, 'fetchValue' | 'clear' | 'cancelJob' | 'pickComponent' | 'stopPicking' | 'highlight'> => ({
  fetchValue: async (app, ref) => (await frames.sessionOf(app)?.fetchValue(ref.text, ref.path)) ?? refused('page_gone'),
  clear: (app) => frames.sessionOf(app)?.clear(),
  cancelJob: async (app, call) => (await frames.sessionOf(app)?.cancelJob(call)) ?? refused('page_gone'),
  pickComponent: () => pickInFrames(frames.all().filter(({ session }) => session.connected())),
  stopPicking() {
    for (const { session } of frames.all()) session.stopPicking();
  },
  highlight: (app, components) => frames.sessionOf(app)?.highlight(components),
});

/** The status of a page with frames of which none is live; `undefined` where no frame has begun. */
function statusOf(frames: TabFrames): PanelStatus | undefined {
  if (frames.hasRetired() || frames.all().some(({ appIds }) => appIds.length > 0)) return { type: 'reloading' };
  for (const { session } of frames.all()) {
    const hello = session.connected() ? session.hello() : null;
    if (hello !== null) return { type: 'waiting', url: hello.url };
  }
  return undefined;
}

/** Why no content script answers on a page. */
async function whySilent(line: TabLine, url: string): Promise<PanelStatus> {
  const origin = /^https?:\/\/[^/]+/.exec(url)?.[0];
  if (origin === undefined) return { type: 'restricted', url };
  return (await line.mayRunOn(origin)) ? { type: 'extension-updated' } : { type: 'not-enabled', origin };
}
