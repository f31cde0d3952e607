import type { Answer, Failure } from '../../src/protocol/answer';
import type { TraceModel } from '../../src/trace/model';
import type { CallbackKey, CallId, PropId, ValueRef } from '../../src/trace/types';
import type { PanelStatus } from '../../src/words/panel-status';

/** One renderer the panel knows of, with everything recorded of it. */
export interface App {
  /** Unique in this panel; changes when its document is reloaded. */
  readonly id: string;
  /** For the selector: page title or frame path, so that two apps can be distinguished. */
  readonly label: string;
  readonly url: string;
  /** The frame is still there. False for a recording kept after its page was reloaded, and for an opened file. */
  readonly connected: boolean;
  readonly model: TraceModel;
  /** Name of the trace file it was opened from; absent for a recording of this panel. */
  readonly file?: string;
}

/** One sentence above the views: something went wrong or was lost, and what to do. */
export interface Notice {
  readonly id: string;
  readonly level: 'note' | 'warning' | 'error';
  readonly text: string;
}

/** The one selection that every view shows. A call implies its callback. */
export interface Selection {
  readonly call: CallId | null;
  readonly callback: CallbackKey | null;
  readonly prop: PropId | null;
  /** Id of a component chosen in the page, an object id as the renderer writes it. */
  readonly component: string | null;
}

/** What is pointed out in the graph: these callbacks, and what leads from one to the other. */
export interface PointedOut {
  /** What they have in common, as a title. */
  readonly title: string;
  readonly callbacks: readonly CallbackKey[];
  /** The properties it is about; none: all that connect the callbacks. */
  readonly props: readonly PropId[];
}

/** The text of a trace file. */
export interface SavedTrace {
  readonly text: string;
  /** How many of its values the page no longer held. */
  readonly missing: number;
}

export interface SaveOptions {
  /** Values fetched from the page so far, and how many there are in all. */
  readonly progress: (done: number, of: number) => void;
  /** Ends the saving; the answer does not matter then. */
  readonly signal: AbortSignal;
}

/**
 * What the panel expects of its source: the live connection, an opened trace file, or a test. Calls never throw;
 * a promise always settles.
 */
export interface PanelSource {
  /** The whole JSON text of a value. */
  fetchValue(app: string, ref: ValueRef): Promise<Answer<string>>;
  /** The whole recording of an app, with every value that the page still holds; of a page that is gone, what is here. */
  saveTrace(app: App, options: SaveOptions): Promise<Answer<SavedTrace>>;
  /** Forgets what was recorded of the app so far, in page and panel. */
  clear(app: string): void;
  /** While paused the page goes on recording into its ring; the panel catches up on resume. */
  setPaused(paused: boolean): void;
  /** Cancels the job of a call by changing the input that the app declared for it. */
  cancelJob(app: string, call: CallId): Promise<Answer<null>>;
  /**
   * Lets the user choose a component in any frame of the page. Returns its id and the app it belongs to; `null` if the
   * user cancelled or `stopPicking` was called.
   */
  pickComponent(): Promise<{ readonly app: string; readonly component: string } | null>;
  stopPicking(): void;
  /** Shows in the page where components of an app are; none takes the frames away. */
  highlight(app: string, components: readonly string[]): void;
  /** Asks the user for the permission to run on the inspected site, then reloads it. Must be called from a click. */
  enableSite(): Promise<{ readonly ok: boolean; readonly reason?: Failure }>;
  reloadPage(): void;
  dispose(): void;
}

/** What a source reports to the panel; the store implements it. */
export interface PanelSink {
  setStatus(status: PanelStatus): void;
  /** Adds the app or replaces the one with the same id (a new model revision), at most once a frame. */
  setApp(app: App): void;
  removeApp(id: string): void;
  notify(notice: Notice): void;
}
