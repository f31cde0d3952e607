import browser, { type Runtime } from 'webextension-polyfill';
import { PANEL_PORT, parseRelayName, parseWatchName, toAgentInFrame } from '../protocol/extension-messages';
import { toPortChannel } from '../transport/port-channel';

/**
 * Firefox gives DevTools pages no `tabs` API, and they do not receive messages of content scripts. So there a panel
 * reaches the frames of its tab through the background page, over one port for each, and learns over one more which of
 * them have an agent. When the page is stopped its ports close; a panel then opens them again, which starts the page.
 */
const watchers = new Map<number, Set<Runtime.Port>>();

/** Informs the panels of a tab that a frame has an agent. */
export function passOn(tab: number, frame: number): void {
  for (const panel of watchers.get(tab) ?? []) panel.postMessage(toAgentInFrame(frame));
}

/** Takes a port that one of our own pages opened. */
export function relay(panel: Runtime.Port): void {
  const watched = parseWatchName(panel.name);
  if (watched !== undefined) watch(watched, panel);
  const target = parseRelayName(panel.name);
  if (target !== undefined) join(panel, target.tab, target.frame);
}

function watch(tab: number, panel: Runtime.Port): void {
  const panels = watchers.get(tab) ?? new Set();
  watchers.set(tab, panels.add(panel));
  panel.onDisconnect.addListener(() => {
    panels.delete(panel);
    if (panels.size === 0 && watchers.get(tab) === panels) watchers.delete(tab);
  });
}

function join(port: Runtime.Port, tab: number, frame: number): void {
  const panel = toPortChannel(port);
  const page = toPortChannel(browser.tabs.connect(tab, { name: PANEL_PORT, frameId: frame }));
  page.listen(panel.send, panel.close);
  panel.listen(page.send, page.close);
}
