import { assertNever } from '../../src/lib/assert-never';
import type { App, PanelStatus } from '../store/panel-state';

type StatusAction = 'reload' | 'enable';

interface StatusText {
  readonly title: string;
  /** What is the matter, and what to do. */
  readonly text: string;
  readonly action: StatusAction | null;
}

/** What a person reads when there is nothing to show; `null` for states in which there is. */
export function statusText(status: PanelStatus): StatusText | null {
  switch (status.type) {
    case 'live':
      return null;
    case 'connecting':
      return {
        title: 'Looking for a Dash app',
        text: 'Asking the page whether it runs Dash. If this takes longer than a few seconds, reload the page.',
        action: 'reload',
      };
    case 'no-dash':
      return {
        title: 'No Dash app on this page',
        text: `There is no Dash app on ${hostOf(status.url)}. Open one in this tab, and its callbacks appear here.`,
        action: 'reload',
      };
    case 'not-enabled':
      return {
        title: 'Not enabled on this site',
        text: `The extension runs on localhost only until you allow more. Enable it for ${status.origin}; the page reloads, and what is recorded stays on this machine.`,
        action: 'enable',
      };
    case 'restricted':
      return {
        title: 'Extensions cannot run on this page',
        text: 'The browser does not allow extensions on its own pages and in its store. Open your Dash app in this tab.',
        action: null,
      };
    case 'waiting':
      return {
        title: 'Waiting for the app',
        text: 'This is a Dash page whose renderer has not started yet. It shows up as soon as the layout loads; if it does not, look for errors in the Console.',
        action: 'reload',
      };
    case 'reloading':
      return {
        title: 'The page is loading',
        text: 'The new page takes over here as soon as its app starts.',
        action: null,
      };
    case 'extension-updated':
      return {
        title: 'The extension was updated',
        text: 'This page still runs the previous version. Reload the page to go on; if that does not help, close DevTools and open it again.',
        action: 'reload',
      };
    case 'unsupported':
      return {
        title: 'This Dash version cannot be recorded',
        text: 'There is a Dash app, but it has neither window.store nor window.dash_stores, which the extension needs to record it. Dash 2.0 and later are supported; if this app uses one of them, please report it.',
        action: 'reload',
      };
    default:
      return assertNever(status);
  }
}

/** The sentence above a recording that is kept while its page is not there; `null` when all is well. */
export function keptText(status: PanelStatus): string | null {
  switch (status.type) {
    case 'live':
    case 'connecting':
      return null;
    case 'reloading':
    case 'waiting':
      return 'The page is loading. This is the recording made before.';
    default:
      return `${statusText(status)?.title ?? 'The page is gone'}. This is the recording made before.`;
  }
}

/** The sentence above an opened file: what it is a recording of, and when it was made. */
export function fileText({ file = '', model, url }: App): string {
  const at = new Date(model.recorded.at);
  const when = Number.isNaN(at.getTime())
    ? ''
    : ` on ${at.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}`;
  const by = model.recorded.by === '' ? '' : ` by ${model.recorded.by}`;
  return `“${file}” is a saved recording of ${hostOf(url)}, made${when}${by}.`;
}

function hostOf(url: string): string {
  return URL.canParse(url) && new URL(url).host !== '' ? new URL(url).host : 'this page';
}
