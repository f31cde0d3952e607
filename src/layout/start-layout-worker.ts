/** Starts the worker for `createElkEngine`. Separate from the engine so that Node can use another worker. */
export function startLayoutWorker(): Worker {
  return new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module', name: 'graph layout' });
}
