import { COMMON_TEXTS } from '../../src/words/panel';
import { Icon } from './marks/Icon';

const seconds = (ms: number, decimals: number): string => (ms / 1000).toFixed(decimals);

/** `1.2–3.4`: as many decimals as tell the ends apart. */
export function formatRange([from, to]: readonly [number, number]): string {
  const decimals = to - from < 20 ? 3 : to - from < 500 ? 2 : 1;
  return `${seconds(Math.max(0, from), decimals)}–${seconds(to, decimals)} s`;
}

/** Says that only calls of a stretch of time are shown, and takes that back. */
export function TimeRangeChip({
  range,
  onClear,
}: {
  readonly range: readonly [number, number];
  readonly onClear: () => void;
}) {
  return (
    <span className="ui-tag ui-range">
      filtered to {formatRange(range)}
      <button type="button" aria-label={COMMON_TEXTS.allTimes} title={COMMON_TEXTS.allTimes} onClick={onClear}>
        <Icon name="close" />
      </button>
    </span>
  );
}
