import { AGENT_READY, BRIDGE_READY, PORT_MESSAGE } from '../protocol/messages';

/**
 * The bridge's end of the line to an agent in the same document. Calls `found` when an agent shows up (now or later);
 * `connect` hands the agent one end of a fresh `MessagePort` and gives back the other.
 */
export function meetAgent(page: Window, found: () => void): { readonly connect: () => MessagePort } {
  page.document.addEventListener(AGENT_READY, found);
  page.document.dispatchEvent(new CustomEvent(BRIDGE_READY));
  return {
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      page.postMessage(PORT_MESSAGE, page.location.origin === 'null' ? '*' : page.location.origin, [port2]);
      return port1;
    },
  };
}
