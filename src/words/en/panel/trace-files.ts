import { formatCount, formatNumber, formatSize } from '../../figures';

/** Saving and opening trace files. */
export const TRACE_FILE_TEXTS = {
  drop: 'Drop a trace file to open it next to the recording',
  savingWaits: 'Saving the trace: waiting for the page',
  saving: (done: number, of: number): string =>
    `Saving the trace: ${formatNumber(done)} of ${formatNumber(of)} large values fetched from the page`,
  savingLabel: 'Saving the trace',
  saveTitle: 'Save this recording as a file, large values included',
  openTitle: 'Open a saved recording next to this one; you can also drop a file onto the panel',
  menuTitle: 'Save or open a trace',
  notRead: (message: string): string => `Could not read the file: ${message}`,
  /** `size`: characters. `missing`: large values the page no longer held. */
  saved: (name: string, size: number, missing: number): string => {
    const saved = `Saved as ${name} (${formatSize(size)}).`;
    if (missing === 0) return saved;
    return `${saved} The page no longer held ${formatCount(missing, 'large value')}; the file has only the beginning of ${missing === 1 ? 'it' : 'them'}.`;
  },
  notSaved: (reason: string): string => `The trace was not saved. ${reason}`,
  notOpened: (file: string, reason: string): string => `“${file}” was not opened. ${reason}`,
};
