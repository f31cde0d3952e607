import type { Browser, Runtime } from 'webextension-polyfill';
import {
  isAgentHere,
  PANEL_PORT,
  toMatchPattern,
  toRelayName,
  type EnableSite,
  type WhoIsThere,
} from '../../src/protocol/extension-messages';
import type { Channel } from '../../src/transport/channel';
import { toPortChannel } from '../../src/transport/port-channel';
import type { Roll, TabLine } from './tab-line';

/** How often a silent tab is asked at least, at most, and after how many milliseconds again. */
const FEWEST_TRIES = 5;
const MOST_TRIES = 50;
const BETWEEN_TRIES = 120;

/**
 * The line to the inspected tab through the browser's extension API. In Chromium a panel reaches the tab's content
 * scripts directly, so no service worker has to stay alive between them; Firefox gives devtools pages no `tabs`, so
 * there the background page relays (docs/architecture.md).
 */
export function createExtensionLine(browser: Browser): TabLine {
  const tab = browser.devtools.inspectedWindow.tabId;
  const direct = (browser as Partial<Browser>).tabs?.connect !== undefined;
  const question: WhoIsThere = { type: 'who-is-there', tab };

  const connect = (frame: number): Channel =>
    toPortChannel(
      direct
        ? browser.tabs.connect(tab, { name: PANEL_PORT, frameId: frame })
        : browser.runtime.connect({ name: toRelayName(tab, frame) }),
    );

  const askWho = async (): Promise<Roll> => {
    try {
      const answer: unknown = await (direct
        ? browser.tabs.sendMessage(tab, question)
        : browser.runtime.sendMessage(question));
      const { agent } = (answer ?? {}) as { readonly agent?: unknown };
      return agent === true ? 'agent' : agent === false ? 'no-agent' : 'silent';
    } catch {
      // "Receiving end does not exist": no content script in this tab.
      return 'silent';
    }
  };

  const evaluate = async (expression: string): Promise<string> => {
    // A pair of value and error by the standard and in Firefox; Chromium's own promise holds the value alone.
    const answer: unknown = await browser.devtools.inspectedWindow.eval(expression);
    const value: unknown = Array.isArray(answer) ? answer[0] : answer;
    return typeof value === 'string' ? value : '';
  };

  const callRoll = async (): Promise<Roll> => {
    for (let tries = 1; ; tries++) {
      const roll = await askWho();
      if (roll !== 'silent' || tries === MOST_TRIES) return roll;
      // Told of a navigation, we are early: the new document gets its content scripts a moment later, and until then
      // `evaluate` may still answer for the old one.
      const isLoading = (await evaluate('document.readyState').catch(() => '')) === 'loading';
      if (tries >= FEWEST_TRIES && !isLoading) return roll;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
    }
  };

  return {
    callRoll,
    connect,
    onAgent(found) {
      browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
        if (isAgentHere(message) && sender.tab?.id === tab && sender.frameId !== undefined) found(sender.frameId);
        return undefined;
      });
    },
    // The one way to learn the address without a permission for the site; the text is constant.
    url: () => evaluate('location.href').catch(() => ''),
    onNavigated(navigated) {
      browser.devtools.network.onNavigated.addListener(navigated);
    },
    mayRunOn: (origin) =>
      'permissions' in browser
        ? browser.permissions.contains({ origins: [toMatchPattern(origin)] }).catch(() => false)
        : Promise.resolve(false),
    async askPermission(origin) {
      if (!('permissions' in browser)) {
        return {
          ok: false,
          reason:
            'Firefox asks for this from the toolbar: click the icon of the extension and choose “Enable on this site”.',
        };
      }
      try {
        const granted = await browser.permissions.request({ origins: [toMatchPattern(origin)] });
        if (!granted) return { ok: false, reason: 'The browser did not grant the permission, so nothing was changed.' };
        const request: EnableSite = { type: 'enable-site', origin };
        return await browser.runtime.sendMessage<EnableSite, { ok: boolean; reason?: string }>(request);
      } catch (error) {
        return {
          ok: false,
          reason: `The permission could not be asked for: ${error instanceof Error ? error.message : String(error)}`,
        };
      }
    },
    reload() {
      browser.devtools.inspectedWindow.reload({});
    },
  };
}
