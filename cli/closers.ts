import { endNow, handleSignals } from '../scripts/setup/ending.mjs';

/** What must be closed, newest first, however the program ends. */
export interface Closers {
  add(close: () => Promise<void>): void;
  closeAll(): Promise<void>;
}

/**
 * Ends everything in order on Ctrl-C, and then the program; a second Ctrl-C does not wait for that.
 */
export function closeOnSignals(): Closers {
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | null = null;
  const closeAll = (): Promise<void> => {
    closing ??= (async () => {
      for (const close of closers.reverse()) await close();
    })();
    return closing;
  };
  handleSignals((signal) => {
    if (closing !== null) endNow(signal);
    // Asked to stop and stopped: nothing failed, and npm prints no complaint.
    void closeAll().finally(() => endNow(signal, 0));
  });
  return {
    add: (close) => void closers.push(close),
    closeAll,
  };
}
