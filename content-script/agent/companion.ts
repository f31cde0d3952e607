import type { JsonValue } from '../../src/lib/json';
import { COMPANION_ROUTE, MOST_DESCRIBED, type EventBody } from '../../src/protocol/events';
import { requestBase } from './app-facts';
import { guard } from './guard';

/**
 * Asks the companion package of the app, where it has one, what the callbacks are called and where they are written. An app
 * without it says nothing of it in its config, and then nothing is asked.
 * @param record gets what the server told
 */
export function createCompanion(
  page: Window,
  config: Readonly<Record<string, unknown>>,
  record: (body: EventBody) => void,
  fault: (error: unknown) => void,
): { readonly ask: () => void } {
  const isThere = typeof config['callback_devtools'] === 'object' && config['callback_devtools'] !== null;
  const base = (requestBase(config) ?? '/').replace(/\/?$/, '/');
  return {
    ask() {
      if (!isThere) return;
      guard(fault, () => {
        page
          .fetch(base + COMPANION_ROUTE, { credentials: 'same-origin' })
          .then((response) => (response.ok ? response.json() : null))
          .then((answer: unknown) => {
            const callbacks = (answer as { readonly callbacks?: unknown } | null)?.callbacks;
            if (Array.isArray(callbacks)) record({ type: 'companion', callbacks: callbacks.slice(0, MOST_DESCRIBED) as readonly JsonValue[] });
          })
          .catch(fault);
      });
    },
  };
}
