import type { PanelStatus, StatusAction } from '../panel-status';

export interface StatusText {
  readonly title: string;
  /** What happened, and what to do. */
  readonly text: string;
  readonly action: StatusAction | null;
}

type TextsOfStates = {
  readonly [Type in Exclude<PanelStatus['type'], 'live'>]: (
    status: Extract<PanelStatus, { readonly type: Type }>,
  ) => StatusText;
};

/** Shown while there is nothing to record. */
export const STATUS_TEXTS: TextsOfStates = {
  connecting: () => ({
    title: 'Looking for a Dash app',
    text: 'Asking the page whether it runs Dash. If this takes longer than a few seconds, reload the page.',
    action: 'reload',
  }),
  'no-dash': ({ url }) => ({
    title: 'No Dash app on this page',
    text: `There is no Dash app on ${hostName(url) ?? THIS_PAGE}. Open one in this tab, and its callbacks appear here.`,
    action: 'reload',
  }),
  'not-enabled': ({ origin }) => ({
    title: 'Not enabled on this site',
    text: `The extension runs on localhost only until you allow more. Enable it for ${origin}; the page reloads, and what is recorded stays on this machine.`,
    action: 'enable',
  }),
  restricted: () => ({
    title: 'Extensions cannot run on this page',
    text: 'The browser does not allow extensions on its own pages and in its store. Open your Dash app in this tab.',
    action: null,
  }),
  waiting: () => ({
    title: 'Waiting for the app',
    text: 'This is a Dash page that has not started yet. It shows up as soon as the layout loads; if it does not, look for errors in the Console.',
    action: 'reload',
  }),
  reloading: () => ({
    title: 'The page is loading',
    text: 'The new page takes over here as soon as its app starts.',
    action: null,
  }),
  'extension-updated': () => ({
    title: 'The extension was updated',
    text: 'This page still runs the previous version. Reload the page to go on; if that does not help, close DevTools and open it again.',
    action: 'reload',
  }),
  unsupported: () => ({
    title: 'This Dash version cannot be recorded',
    text: 'There is a Dash app, but it has neither window.store nor window.dash_stores, which the extension needs to record it. Dash 2.0 and later are supported; if this app uses one of them, please report it.',
    action: 'reload',
  }),
};

/** An app was found a moment ago and is not shown yet. */
export const STARTING: StatusText = {
  title: 'Waiting for the app',
  text: 'A Dash app was found; its callbacks appear here in a moment.',
  action: null,
};

export const KEPT = {
  /** Above a recording while the next page loads. */
  loading: 'The page is loading. This is the recording made before.',
  /** Above a recording whose page is gone; `title` says why. */
  other: (title: string): string => `${title}. This is the recording made before.`,
};

export const PAUSED = 'Recording is paused. Calls made in the meantime appear when you resume.';

/** Above an opened file. `at` is a date, empty if not known; `by` the product that recorded it. */
export const fileNotice = (file: string, url: string, at: string, by: string): string =>
  `“${file}” is a saved recording of ${hostName(url) ?? THIS_PAGE}, made${at === '' ? '' : ` on ${at}`}${by === '' ? '' : ` by ${by}`}.`;

const THIS_PAGE = 'this page';

const hostName = (url: string): string | null =>
  URL.canParse(url) && new URL(url).host !== '' ? new URL(url).host : null;
