import { keysWith, type PatternCallback, type PatternUse } from '../../src/analysis/patterns';
import { isPattern } from '../../src/dash/pattern';
import { formatNumber } from '../ui/format';

/** What the patterns of a callback do, in one sentence without a full stop. */
export function describeCallback({ uses, leading, instances }: PatternCallback): string {
  if (leading === null) {
    if (!uses.some(({ spec }) => isPattern(spec))) return 'no wildcard: exactly this component';
    const lists = uses.some(({ role }) => role !== 'output');
    return lists ? 'one call gets every component that matches' : 'one call writes every component that matches';
  }
  const present = instances.filter((instance) => instance.present).length;
  const gone = instances.length - present;
  const now =
    leading.ids === null ? '' : `: ${formatNumber(present)} now${gone > 0 ? `, ${formatNumber(gone)} removed` : ''}`;
  const per = listed(keysWith(leading.spec, 'MATCH'));
  // Allowed since Dash 4.2, and rarely meant.
  const shared = leading.role === 'input' ? ', and all of them write the same outputs' : '';
  return `MATCH makes one instance per ${per}${now}${shared}`;
}

/** Which of a pattern's ids a call gets (or writes), in words. */
export function describePattern({ role, spec }: PatternUse): string {
  const verb = role === 'output' ? 'writes' : 'gets';
  const own = keysWith(spec, 'MATCH');
  const smaller = keysWith(spec, 'ALLSMALLER');
  const all = keysWith(spec, 'ALL');
  if (!isPattern(spec)) return `no wildcard: every call ${verb} exactly this one`;
  if (smaller.length > 0) return `each instance ${verb} those with a smaller ${listed(smaller)} than its own`;
  if (own.length === 0) return `every call ${verb} all of them, in this order`;
  return all.length > 0
    ? `each instance ${verb} all those with its own ${listed(own)}`
    : `each instance ${verb} the one with its own ${listed(own)}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
