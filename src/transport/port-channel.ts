import type { Runtime } from 'webextension-polyfill';
import type { Channel } from './channel';

/** An extension port as a channel: panel to content script in Chromium, panel to background page in Firefox. */
export function toPortChannel(port: Runtime.Port): Channel {
  let open = true;
  return {
    send: (message) => {
      if (!open) return;
      try {
        port.postMessage(message);
      } catch {
        // The other end left between our look and our send; `onDisconnect` says so.
      }
    },
    listen: (receive, closed) => {
      port.onMessage.addListener((message: unknown) => {
        receive(message);
      });
      port.onDisconnect.addListener(() => {
        open = false;
        closed();
      });
    },
    close: () => {
      open = false;
      port.disconnect();
    },
  };
}
