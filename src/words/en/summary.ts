import { formatCount } from '../figures';

/** Lines that the recorder prints when it has saved a trace. */
export const SUMMARY = {
  calls: (calls: number, callbacks: number): string =>
    `${formatCount(calls, 'call')} of ${formatCount(callbacks, 'callback')}`,
  slowest: 'slowest',
  dropped: (events: number): string => `${formatCount(events, 'event')} dropped: the page's buffer was full`,
};
