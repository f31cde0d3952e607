/**
 * Service worker in Chromium, event page in Firefox: toolbar icon, sites the user enabled, and in Firefox the relay
 * between panel and content script. Holds no trace; it may be killed at any time.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import {
  isAgentHere,
  isEnableSite,
  isWhoIsThere,
  PANEL_PORT,
  parseRelayName,
  type AgentHere,
} from '../protocol/extension-messages';
import { enableSite, registerEnabledSites } from './enabled-sites';

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

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  if (isAgentHere(message)) {
    const tabId = sender.tab?.id;
    // The tab may be gone by now.
    if (tabId !== undefined) showOnToolbar(tabId, message).catch(() => undefined);
    return undefined;
  }
  // Only the extension's own pages may ask for these; content scripts share the page's process.
  if (sender.tab !== undefined && sender.url?.startsWith(browser.runtime.getURL('')) !== true) return undefined;
  if (isEnableSite(message)) return enableSite(message.origin);
  // In Chromium the panel asks the tab itself; there this message never comes here.
  if (isWhoIsThere(message)) return browser.tabs.sendMessage(message.tab, message);
  return undefined;
});

browser.runtime.onConnect.addListener((panel) => {
  const target = parseRelayName(panel.name);
  if (target === undefined) return;
  const page = browser.tabs.connect(target.tab, { name: PANEL_PORT, frameId: target.frame });
  page.onMessage.addListener((message) => {
    panel.postMessage(message);
  });
  panel.onMessage.addListener((message) => {
    page.postMessage(message);
  });
  page.onDisconnect.addListener(() => {
    panel.disconnect();
  });
  panel.onDisconnect.addListener(() => {
    page.disconnect();
  });
});

// Sites granted or taken back in the browser's own settings count too.
browser.permissions.onAdded.addListener(() => void registerEnabledSites());
browser.permissions.onRemoved.addListener(() => void registerEnabledSites());
browser.runtime.onInstalled.addListener(() => void registerEnabledSites());
