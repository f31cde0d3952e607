/** Isolated world: connects the window to the agent and the extension's port. Stores nothing and interprets nothing. */
import browser from 'webextension-polyfill';
import { isWhoIsThere, PANEL_PORT, toAgentHere } from '../../src/protocol/extension-messages';
import { AGENT_LEAVING, type AgentNotice } from '../../src/protocol/messages';
import { toPortChannel } from '../../src/transport/port-channel';
import { meetAgent } from '../../src/transport/window-channel';

let latest: AgentNotice | null = null;

function announce(): void {
  if (latest === null) return;
  try {
    // There may be no listener, and after an update of the extension this old script is disconnected. Neither matters
    // here.
    browser.runtime.sendMessage(toAgentHere(latest.dashVersion, latest.callbacks)).catch(() => undefined);
  } catch {
    latest = null;
  }
}

const agent = meetAgent(window, (notice) => {
  latest = notice;
  announce();
});

browser.runtime.onMessage.addListener((message: unknown) => {
  if (!isWhoIsThere(message)) return undefined;
  announce();
  return Promise.resolve({ agent: latest !== null });
});

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== PANEL_PORT) return;
  if (latest === null) {
    port.disconnect();
    return;
  }
  const panel = toPortChannel(port);
  const line = agent.connect();
  // Sent here as text, when the document is left; a port would be too late.
  const takeLast = (event: Event): void => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail === 'string') panel.send(detail);
  };
  document.addEventListener(AGENT_LEAVING, takeLast);
  const leave = (): void => {
    panel.close();
    end();
  };
  const end = (): void => {
    window.removeEventListener('pagehide', leave);
    document.removeEventListener(AGENT_LEAVING, takeLast);
    line.postMessage('close');
    line.close();
  };
  line.onmessage = ({ data }: MessageEvent<unknown>): void => {
    panel.send(data);
  };
  panel.listen((message) => {
    line.postMessage(message);
  }, end);
  // Firefox keeps the ports of a page in its back-forward cache open, and the panel would take them for the next
  // page's.
  window.addEventListener('pagehide', leave);
});

// A page that comes back from the back-forward cache has lost its ports.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) announce();
});
