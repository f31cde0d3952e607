/** Settles when all promise callbacks have run; no time passes. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
