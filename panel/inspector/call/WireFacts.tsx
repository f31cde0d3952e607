import type { Call, ServerParts, Transport } from '../../../src/trace/types';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';
import { formatDuration, formatSize } from '../../ui/format';

const TRANSPORTS: Readonly<Record<Transport, string>> = {
  http: 'HTTP',
  websocket: 'websocket',
  page: CALL_DETAIL_TEXTS.inPage,
};

/** What the server was busy with, in the order in which it is. What is left of the callback is Dash's own work. */
function serverFacts({ before, callback, function: own, json }: ServerParts): readonly (readonly [string, string])[] {
  const rest = callback === undefined || own === undefined ? undefined : callback - own - (json ?? 0);
  const parts: readonly (readonly [string, number | undefined])[] = [
    [CALL_DETAIL_TEXTS.beforeCallback, before],
    ['function', own],
    ['writing JSON', json],
    [CALL_DETAIL_TEXTS.restOfDash, rest === undefined ? undefined : Math.max(0, rest)],
  ];
  return parts.flatMap(([name, ms]) => (ms === undefined ? [] : [[name, formatDuration(ms)] as const]));
}

/** Sizes, status and transport in one line, and what the server timed itself. */
export function WireFacts({ call }: { readonly call: Call }) {
  const timings = Object.entries(call.server?.timings ?? {});
  const facts: readonly (readonly [string, string])[] = [
    ...(call.transport ? [['transport', TRANSPORTS[call.transport]] as const] : []),
    ...(call.status === null ? [] : [['status', String(call.status)] as const]),
    ...(call.requests === undefined ? [] : [['requests', String(call.requests)] as const]),
    ...(typeof call.request?.bytes !== 'number' ? [] : [['request', formatSize(call.request.bytes)] as const]),
    ...(typeof call.response?.bytes !== 'number' ? [] : [['response', formatSize(call.response.bytes)] as const]),
    ...(call.clientside ? [[CALL_DETAIL_TEXTS.heldPage, formatDuration(call.clientside.sync)] as const] : []),
    ...(call.server?.parts ? serverFacts(call.server.parts) : []),
    ...timings.map(([name, ms]) => [name.trim(), formatDuration(ms)] as const),
  ];
  if (facts.length === 0) return null;
  return (
    <dl className="facts" aria-label="Transport">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
