import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';

import { inProject } from '../scripts/setup/paths.mjs';

/** Builds one of the panel's development pages for production and serves it on a free port of this machine. */
export async function serveDevPage(
  name: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const root = inProject('panel', name);
  const outDir = inProject('.cache', 'bench', name);
  const common = {
    root,
    configFile: false as const,
    logLevel: 'warn' as const,
    plugins: [react()],
    worker: { format: 'es' as const },
  };
  await build({ ...common, build: { outDir, emptyOutDir: true, target: 'chrome116', chunkSizeWarningLimit: 2_000 } });
  const server = await preview({ ...common, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The page got no port.');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
