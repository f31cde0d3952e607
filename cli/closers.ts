import process from 'node:process';

/** What must be ended, newest first, however the program comes to its end. */
export interface Closers {
  add(close: () => Promise<void>): void;
  closeAll(): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends everything in order on Ctrl-C, and then the program; a second Ctrl-C does not wait for that. What is left then is
 * killed on exit (child-process.ts).
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
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (closing !== null) process.exit(130);
      // Asked to stop and stopped: nothing failed, and npm prints no complaint.
      void closeAll().finally(() => process.exit(0));
    });
  }
  return {
    add: (close) => void closers.push(close),
    closeAll,
  };
}
