import { formatCount } from './format';

/** How many older calls or jobs are missing from a list, because a recording keeps a limited number. */
export function Forgotten({ count, what }: { readonly count: number; readonly what: 'call' | 'job' }) {
  if (count === 0) return null;
  return (
    <span className="ui-forgotten" title="A recording is limited in size: the oldest are dropped first">
      {`${formatCount(count, `older ${what}`)} dropped`}
    </span>
  );
}
