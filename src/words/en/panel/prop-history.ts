import { formatCount, formatNumber } from '../../figures';

/** The history of a property. */
export const PROP_HISTORY_TEXTS = {
  summary: (writes: number, discarded: number): string =>
    `${formatCount(writes, 'write')}${discarded > 0 ? `, ${formatNumber(discarded)} discarded` : ''}, newest first`,
  writers: (count: number, names: string): string =>
    `${formatNumber(count)} callbacks write it: ${names}. The page shows the value of the last write.`,
  pattern: 'a pattern: each component has its own history',
  noneWritten: 'No component that matches this pattern was written during this recording.',
  notWritten: 'Not written during this recording: it has its value from the layout. Each write appears here.',
  patchTitle: 'A Patch changed a part of it; this is the whole value afterwards, if the page reported it',
  discarded: 'Dash discarded this result',
};
