import type { Browser, Runtime } from 'webextension-polyfill';
import {
  isAgentHere,
  isAgentInFrame,
  PANEL_PORT,
  toMatchPattern,
  toRelayName,
  toWatchName,
  type MayRunOn,
  type WhoIsThere,
} from '../../src/protocol/extension-messages';
import type { Channel } from '../../src/transport/channel';
import { toPortChannel } from '../../src/transport/port-channel';
import { askHere, askInPopup } from './ask-permission';
import type { Roll, TabLine } from './tab-line';

/** How often a silent tab is asked: at least, at most, and the milliseconds in between. */
const FEWEST_TRIES = 5;
const MOST_TRIES = 50;
const BETWEEN_TRIES = 120;
/** Minimum time in milliseconds between two connections to the background page. */
const LEAST_BETWEEN_LINES = 200;

/**
 * The line to the inspected tab through the browser's extension API. In Chromium a panel reaches the tab's content
 * scripts directly, so no service worker has to stay alive between them; Firefox gives devtools pages no `tabs`, so
 * there the background page relays (docs/architecture.md).
 */
export function createExtensionLine(browser: Browser): TabLine {
  const tab = browser.devtools.inspectedWindow.tabId;
  const direct = (browser as Partial<Browser>).tabs?.connect !== undefined;
  // The polyfill defines the name even where the browser does not have the API.
  const { permissions } = browser as Partial<Browser>;
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
      // The navigation event is early: the new document gets its content scripts a moment later, and until then
      // `evaluate` may still run in the old one.
      const isLoading = (await evaluate('document.readyState').catch(() => '')) === 'loading';
      if (tries >= FEWEST_TRIES && !isLoading) return roll;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
    }
  };

  return {
    callRoll,
    connect,
    onAgent(found) {
      if (!direct) {
        watchThroughBackground(browser, tab, found, () => void askWho());
        return;
      }
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
      (permissions === undefined
        ? browser.runtime.sendMessage<MayRunOn, boolean>({ type: 'may-run-on', origin })
        : permissions.contains({ origins: [toMatchPattern(origin)] })
      ).catch(() => false),
    askPermission: (origin) =>
      permissions === undefined ? askInPopup(browser, tab, origin) : askHere(browser, permissions, origin),
    reload() {
      browser.devtools.inspectedWindow.reload({});
    },
  };
}

/** Firefox: the background page reports which frames have an agent, also after it was stopped and started again. */
function watchThroughBackground(
  browser: Browser,
  tab: number,
  reported: (frame: number) => void,
  reopened: () => void,
): void {
  const port = browser.runtime.connect({ name: toWatchName(tab) });
  const opened = performance.now();
  port.onMessage.addListener((message) => {
    if (isAgentInFrame(message)) reported(message.frame);
  });
  port.onDisconnect.addListener(() => {
    const again = (): void => {
      watchThroughBackground(browser, tab, reported, reopened);
      // Messages sent in between were lost.
      reopened();
    };
    // At once, but not in a loop if the other end refuses.
    if (performance.now() - opened > LEAST_BETWEEN_LINES) again();
    else setTimeout(again, LEAST_BETWEEN_LINES);
  });
}
