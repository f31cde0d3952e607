import type { Browser, Permissions } from 'webextension-polyfill';
import { toMatchPattern, type EnableSite, type ShowPopup } from '../../src/protocol/extension-messages';
import type { TabLine } from './tab-line';

type Permission = Awaited<ReturnType<TabLine['askPermission']>>;

const enableSite = (browser: Browser, origin: string): Promise<Permission> =>
  browser.runtime.sendMessage<EnableSite, Permission>({ type: 'enable-site', origin });

/** Asks the browser for the permission, then has the background page use it. */
export async function askHere(browser: Browser, api: Permissions.Static, origin: string): Promise<Permission> {
  try {
    const granted = await api.request({ origins: [toMatchPattern(origin)] });
    if (!granted) return { ok: false, reason: 'The browser did not grant the permission, so nothing was changed.' };
    return await enableSite(browser, origin);
  } catch (error) {
    return {
      ok: false,
      reason: `The permission could not be requested: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** Firefox asks a person for a permission only in answer to a click in the toolbar's popup, which then reloads the page. */
export async function askInPopup(browser: Browser, tab: number, origin: string): Promise<Permission> {
  const granted = await enableSite(browser, origin).catch(() => ({ ok: false }));
  if (granted.ok) return granted;
  const request: ShowPopup = { type: 'show-popup', tab, origin };
  try {
    await browser.runtime.sendMessage(request);
    return { ok: false, reason: 'Choose “Enable on this site” in the popup that has opened in the toolbar.' };
  } catch {
    return {
      ok: false,
      reason: 'Click the extension’s icon in the toolbar and choose “Enable on this site” there.',
    };
  }
}
