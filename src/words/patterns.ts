import { keysWith, type PatternCallback, type PatternUse } from '../analysis/patterns';
import { isPattern } from '../dash/pattern';
import { PATTERN_CALLBACKS, PATTERN_IDS } from './en/patterns';

/** What the patterns of a callback do, in one sentence without a full stop. */
export function describePatternCallback({ uses, leading, instances }: PatternCallback): string {
  if (leading === null) {
    if (!uses.some(({ spec }) => isPattern(spec))) return PATTERN_CALLBACKS.no_wildcard;
    return uses.some(({ role }) => role !== 'output') ? PATTERN_CALLBACKS.gets_all : PATTERN_CALLBACKS.writes_all;
  }
  const present = instances.filter((instance) => instance.present).length;
  return PATTERN_CALLBACKS.instances(
    keysWith(leading.spec, 'MATCH'),
    leading.ids === null ? null : present,
    instances.length - present,
    // Allowed since Dash 4.2, and rarely intended.
    leading.role === 'input',
  );
}

/** Which of a pattern's ids a call gets (or writes). */
export function describePattern({ role, spec }: PatternUse): string {
  const verb = role === 'output' ? 'writes' : 'gets';
  const own = keysWith(spec, 'MATCH');
  const smaller = keysWith(spec, 'ALLSMALLER');
  if (!isPattern(spec)) return PATTERN_IDS.no_wildcard(verb);
  if (smaller.length > 0) return PATTERN_IDS.smaller(verb, smaller);
  if (own.length === 0) return PATTERN_IDS.all(verb);
  return keysWith(spec, 'ALL').length > 0 ? PATTERN_IDS.all_own(verb, own) : PATTERN_IDS.own(verb, own);
}
