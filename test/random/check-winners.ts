import type { FileCall } from '../../src/trace/file/trace-file';
import type { PropWrite } from '../../src/trace/types';
import { short, type Known } from './known';
import { tokensOf, type Token } from './tokens';

/** Outcomes after which an output can be on the page. */
const APPLIED = ['updated', 'partial'];

/** Who won: the trace names the last writer of each final value, and no discarded value was ever on the page. */
export function checkWinners(known: Known): readonly string[] {
  const { evidence, trace } = known;
  const last = Object.entries(evidence.page.layout).flatMap(([id, props]) =>
    Object.entries(props).flatMap(([property, value]) => {
      const token = tokensOf(value).at(-1);
      // A value that came with its component was never written as a property.
      if (token === undefined || token.slot === 'v') return [];
      const prop = `${id}.${property}`;
      const write = trace.writes[prop]?.at(-1);
      const why = write === undefined ? 'no write at all' : whyWrong(known, token, write);
      return why === null ? [] : [`${prop} ends with ${short(token)}, and the trace says ${why}`];
    }),
  );
  const wrong = [...known.seen].flatMap(([, tokens]) => {
    const output = tokens.find(({ kind, slot }) => kind !== 'k' && kind !== 'r' && /^(\d|v)/.test(slot));
    const call = output && known.callOf(output);
    if (output === undefined) return [];
    if (call === undefined) return [`${short(output)} was on the page, and no call of the trace returned it`];
    return APPLIED.includes(call.outcome)
      ? []
      : [`${call.id} is ${call.outcome}, and what it returned was on the page`];
  });
  return [...last, ...wrong];
}

function whyWrong(known: Known, token: Token, { origin, call }: PropWrite): string | null {
  const named = known.trace.calls.find(({ id }) => id === call);
  const says = `${origin} of ${call ?? 'no call'}`;
  if (token.kind === 'r') return origin === 'side-update' && isOf(known, named, token) ? null : says;
  if (token.kind === 'k') return origin === 'output' && isOf(known, named, token) ? null : says;
  const writer = known.callOf(token);
  if (!token.slot.startsWith('s')) return origin === 'output' && call === writer?.id ? null : says;
  if (token.kind === 'c') return origin === 'clientside-set-props' ? null : says;
  return origin === 'side-update' && call === writer?.id ? null : says;
}

const isOf = ({ evidence }: Known, call: FileCall | undefined, { callback }: Token): boolean =>
  call?.callback === evidence.keys[callback];
