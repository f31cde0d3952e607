import type { Browser, Permissions } from 'webextension-polyfill';
import { toMatchPattern, type EnableSite, type ShowPopup } from '../../src/protocol/extension-messages';
import { refused } from '../../src/protocol/answer';
import type { TabLine } from './tab-line';

type Permission = Awaited<ReturnType<TabLine['askPermission']>>;

const enableSite = (browser: Browser, origin: string): Promise<Permission> =>
  browser.runtime.sendMessage<EnableSite, Permission>({ type: 'enable-site', origin });

/** Asks the browser for the permission, then has the background page use it. */
export async function askHere(browser: Browser, api: Permissions.Static, origin: string): Promise<Permission> {
  try {
    const granted = await api.request({ origins: [toMatchPattern(origin)] });
    if (!granted) return refused('permission_denied');
    return await enableSite(browser, origin);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: { code: 'permission_failed', params: { detail } } };
  }
}

/** Firefox asks a person for a permission only in answer to a click in the toolbar's popup, which then reloads the page. */
export async function askInPopup(browser: Browser, tab: number, origin: string): Promise<Permission> {
  const granted = await enableSite(browser, origin).catch(() => ({ ok: false }));
  if (granted.ok) return granted;
  const request: ShowPopup = { type: 'show-popup', tab, origin };
  try {
    await browser.runtime.sendMessage(request);
    return refused('permission_in_popup');
  } catch {
    return refused('permission_by_icon');
  }
}
