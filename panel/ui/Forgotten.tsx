import { COMMON_TEXTS } from '../../src/words/panel';
import { formatCount } from './format';

/** How many older calls or jobs are missing from a list, because a recording keeps a limited number. */
export function Forgotten({ count, what }: { readonly count: number; readonly what: 'call' | 'job' }) {
  if (count === 0) return null;
  return (
    <span className="ui-forgotten" title={COMMON_TEXTS.forgottenTitle}>
      {`${formatCount(count, `older ${what}`)} dropped`}
    </span>
  );
}
