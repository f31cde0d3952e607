import { isJsonObject, parseJson } from '../lib/json';
import { AGENT_READY, BRIDGE_READY, PORT_MESSAGE, type AgentNotice } from '../protocol/messages';

/**
 * The bridge's end of the line to an agent in the same document. Calls `found` when an agent shows up (now or later);
 * `connect` hands the agent one end of a fresh `MessagePort` and gives back the other.
 */
export function meetAgent(page: Window, found: (notice: AgentNotice) => void): { readonly connect: () => MessagePort } {
  page.document.addEventListener(AGENT_READY, (event) => {
    found(readNotice((event as CustomEvent<unknown>).detail));
  });
  page.document.dispatchEvent(new CustomEvent(BRIDGE_READY));
  return {
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      // Not `location.origin`: a sandboxed document has an address, but its origin is opaque, and only `*` reaches it.
      page.postMessage(PORT_MESSAGE, page.origin === 'null' ? '*' : page.origin, [port2]);
      return port1;
    },
  };
}

/** The page can send such an event too: whatever is not of the right form counts as unknown. */
function readNotice(detail: unknown): AgentNotice {
  const json = typeof detail === 'string' && detail.length < 1_000 ? parseJson(detail) : undefined;
  const { dashVersion, callbacks } = isJsonObject(json) ? json : {};
  return {
    dashVersion: typeof dashVersion === 'string' ? dashVersion : null,
    callbacks: typeof callbacks === 'number' && Number.isSafeInteger(callbacks) ? callbacks : null,
  };
}
