import type { DocumentSession } from '../../src/session/document-session';
import type { TraceModel } from '../../src/trace/model';
import type { App, PanelSink } from '../store/panel-state';

/** A frame of the inspected tab with an agent. */
export interface TabFrame {
  readonly session: DocumentSession;
  /** Ids of the apps shown for it. */
  appIds: string[];
}

/** Shows what a frame has recorded, one app for each renderer that has begun, and returns how many these are. */
export function showFrame(frame: TabFrame, sink: PanelSink): number {
  const hello = frame.session.hello();
  if (hello === null) return 0;
  const models = frame.session.models().filter(hasBegun);
  frame.appIds = models.map((model) => `${hello.agent}:${model.app.renderer}`);
  models.forEach((model, index) => {
    sink.setApp(toApp(frame.appIds[index] ?? '', model, hello.url, models.length, frame.session.connected()));
  });
  return models.length;
}

/** The renderer has identified itself. */
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
