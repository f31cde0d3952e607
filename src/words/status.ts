import type { TraceModel } from '../trace/model';
import type { PanelStatus } from './panel-status';
import { fileNotice, KEPT, STATUS_TEXTS, type StatusText } from './en/status';

export { PAUSED, STARTING } from './en/status';

/** The text shown while there is nothing to record; `null` for states in which there is. */
export function statusText(status: PanelStatus): StatusText | null {
  if (status.type === 'live') return null;
  // Each text gets the status of its own type.
  return (STATUS_TEXTS[status.type] as (status: PanelStatus) => StatusText)(status);
}

/** The sentence above a recording that is kept while its page is gone; `null` while all is well. */
export function keptText(status: PanelStatus): string | null {
  switch (status.type) {
    case 'live':
    case 'connecting':
      return null;
    case 'reloading':
    case 'waiting':
      return KEPT.loading;
    default:
      return KEPT.other(statusText(status)?.title ?? '');
  }
}

/** The sentence above an opened file: which recording it is, and when it was made. */
export function fileText(file: string, url: string, { recorded }: Pick<TraceModel, 'recorded'>): string {
  const at = new Date(recorded.at);
  const date = Number.isNaN(at.getTime())
    ? ''
    : at.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return fileNotice(file, url, date, recorded.by);
}
