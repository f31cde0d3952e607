/**
 * Service worker in Chromium, event page in Firefox: toolbar icon, sites the user enabled, and in Firefox the relay
 * between panel and content script. Holds no trace; it may be killed at any time.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import {
  isAgentHere,
  isEnableSite,
  isMayRunOn,
  isShowPopup,
  isWhoIsThere,
  type AgentHere,
} from '../protocol/extension-messages';
import { enableSite, mayRunOn, registerEnabledSites, showPopup } from './enabled-sites';
import { passOn, relay } from './relay';

const ACTIVE_ICON = { 16: 'icons/icon-16.png', 32: 'icons/icon-32.png' };

async function showOnToolbar(tabId: number, { dashVersion, callbacks }: AgentHere): Promise<void> {
  const version = dashVersion === null ? 'Dash' : `Dash ${dashVersion}`;
  const count = callbacks === null ? '' : `, ${callbacks} ${callbacks === 1 ? 'callback' : 'callbacks'}`;
  await Promise.all([
    browser.action.setTitle({ tabId, title: `Dash Callback DevTools: ${version}${count}` }),
    browser.action.setBadgeText({ tabId, text: callbacks === null ? '' : callbacks > 999 ? '1k+' : String(callbacks) }),
    browser.action.setBadgeBackgroundColor({ tabId, color: '#2563eb' }),
    browser.action.setIcon({ tabId, path: ACTIVE_ICON }),
  ]);
}

/** Only the extension's own pages may ask for something; content scripts share the process of the inspected page. */
const isOwnPage = (sender: Runtime.MessageSender | undefined): boolean =>
  sender !== undefined && (sender.tab === undefined || sender.url?.startsWith(browser.runtime.getURL('')) === true);

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  if (isAgentHere(message)) {
    const tabId = sender.tab?.id;
    if (tabId === undefined) return undefined;
    // The tab may be gone by now.
    showOnToolbar(tabId, message).catch(() => undefined);
    if (sender.frameId !== undefined) passOn(tabId, sender.frameId);
    return undefined;
  }
  if (!isOwnPage(sender)) return undefined;
  if (isEnableSite(message)) return enableSite(message.origin);
  // In Chromium the panel has the APIs for these itself; there they never come here.
  if (isWhoIsThere(message)) return browser.tabs.sendMessage(message.tab, message);
  if (isMayRunOn(message)) return mayRunOn(message.origin);
  if (isShowPopup(message)) return showPopup(message.tab, message.origin);
  return undefined;
});

// In Chromium a panel needs no relay; there no such port is opened.
browser.runtime.onConnect.addListener((port) => {
  if (isOwnPage(port.sender)) relay(port);
});

// Sites granted or taken back in the browser's own settings count too.
browser.permissions.onAdded.addListener(() => void registerEnabledSites());
browser.permissions.onRemoved.addListener(() => void registerEnabledSites());
browser.runtime.onInstalled.addListener(() => void registerEnabledSites());
