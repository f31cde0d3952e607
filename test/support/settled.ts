/** Settles when everything that promises alone can bring about has happened; no time passes. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
