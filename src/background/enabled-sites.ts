import browser from 'webextension-polyfill';
import { refused, type Failure } from '../protocol/answer';
import { toMatchPattern } from '../protocol/extension-messages';

/** Sites that the manifest covers already. */
const BUILT_IN = new Set(['localhost', '127.0.0.1', '[::1]']);
const AGENT_ID = 'agent';
const BRIDGE_ID = 'bridge';

/** Whether the user granted a site, or the manifest has it. */
export const mayRunOn = (origin: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [toMatchPattern(origin)] });

/** Runs the content scripts on a site from its next load on. The permission must have been granted. */
export async function enableSite(origin: string): Promise<{ readonly ok: boolean; readonly reason?: Failure }> {
  if (!(await mayRunOn(origin))) {
    return refused('permission_denied');
  }
  await registerEnabledSites();
  return { ok: true };
}

/**
 * Opens the toolbar popup on an offer to enable a site. The popup gets it in its address: it may read the address of
 * the tab only after a click on its icon. Throws where the browser does not open it, for instance in a window that is
 * not in front.
 */
export async function showPopup(tabId: number, origin: string): Promise<void> {
  const { windowId } = await browser.tabs.get(tabId);
  await browser.action.setPopup({ tabId, popup: `panel/popup.html?origin=${encodeURIComponent(origin)}` });
  try {
    await browser.action.openPopup(windowId === undefined ? {} : { windowId });
  } finally {
    await browser.action.setPopup({ tabId, popup: null });
  }
}

let last: Promise<void> = Promise.resolve();

/** Makes the registered content scripts match the sites the user granted; one at a time, or ids would clash. */
export function registerEnabledSites(): Promise<void> {
  last = last.then(register, register);
  return last;
}

async function register(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const matches = origins.filter((pattern) => !BUILT_IN.has(hostOf(pattern)));
  const registered = await browser.scripting.getRegisteredContentScripts();
  if (registered.length > 0) await browser.scripting.unregisterContentScripts();
  if (matches.length === 0) return;
  const common = {
    matches,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_start',
    persistAcrossSessions: true,
  } as const;
  await browser.scripting.registerContentScripts([
    // `world` is newer than the polyfill's types (Chrome 102, Firefox 128).
    { ...common, id: AGENT_ID, js: ['agent.js'], world: 'MAIN' },
    { ...common, id: BRIDGE_ID, js: ['bridge.js'] },
  ]);
}

const hostOf = (pattern: string): string => /^[^:]+:\/\/([^/]+)\//.exec(pattern)?.[1] ?? '';
