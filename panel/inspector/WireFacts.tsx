import type { Call, Transport } from '../../src/trace/types';
import { formatDuration, formatSize } from '../ui/format';

const TRANSPORTS: Readonly<Record<Transport, string>> = { http: 'HTTP', websocket: 'websocket', page: 'in the page' };

/** Sizes, status and transport in one line, and what the server timed itself. */
export function WireFacts({ call }: { readonly call: Call }) {
  const timings = Object.entries(call.server?.timings ?? {});
  const facts: readonly (readonly [string, string])[] = [
    ...(call.transport ? [['transport', TRANSPORTS[call.transport]] as const] : []),
    ...(call.status === null ? [] : [['status', String(call.status)] as const]),
    ...(call.requests === undefined ? [] : [['requests', String(call.requests)] as const]),
    ...(typeof call.request?.bytes !== 'number' ? [] : [['request', formatSize(call.request.bytes)] as const]),
    ...(typeof call.response?.bytes !== 'number' ? [] : [['response', formatSize(call.response.bytes)] as const]),
    ...(call.clientside ? [['held the page', formatDuration(call.clientside.sync)] as const] : []),
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
