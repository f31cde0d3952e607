// Builds the extension: dist/chrome, dist/firefox, and dist/agent.js for the recorder.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { drawIcon } from './icons.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = path.join(root, 'dist');
const readJson = (name) => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
/** The version is defined in package.json only. */
const manifest = { ...readJson('manifest.json'), version: readJson('package.json').version };

const common = {
  root,
  configFile: false,
  logLevel: 'warn',
  define: {
    __PRODUCT__: JSON.stringify(`${manifest.name} ${manifest.version}`),
    'process.env.NODE_ENV': '"production"',
  },
};

/** Builds a classic script in one file, as content scripts and init scripts must be. */
const buildScript = (entry, name) =>
  build({
    ...common,
    build: {
      outDir: path.join(out, 'chrome'),
      emptyOutDir: false,
      target: 'chrome116',
      reportCompressedSize: false,
      lib: { entry: path.join(root, entry), formats: ['iife'], name: '_', fileName: () => name },
    },
  });

const buildPages = () =>
  build({
    ...common,
    base: '/',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: path.join(out, 'chrome'),
      emptyOutDir: false,
      target: 'chrome116',
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rollupOptions: {
        input: ['devtools', 'panel', 'popup'].map((name) => path.join(root, `panel/${name}.html`)),
      },
    },
  });

/** Firefox runs an event page instead of a service worker, and requires an id. */
function toFirefox({ minimum_chrome_version: _, ...rest }) {
  return {
    ...rest,
    background: { scripts: ['background.js'] },
    browser_specific_settings: {
      gecko: {
        id: 'dash-callback-devtools@example.org',
        // The first, on Android too, that lets an extension say it collects nothing.
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}

const writeJson = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

rmSync(out, { recursive: true, force: true });
mkdirSync(path.join(out, 'chrome/icons'), { recursive: true });
await buildScript('content-script/agent/main.ts', 'agent.js');
await buildScript('content-script/bridge/main.ts', 'bridge.js');
await buildScript('src/background/main.ts', 'background.js');
await buildPages();
for (const size of [16, 32, 48, 128])
  writeFileSync(path.join(out, `chrome/icons/icon-${size}.png`), drawIcon(size, 'icon'));
for (const size of [16, 32]) writeFileSync(path.join(out, `chrome/icons/idle-${size}.png`), drawIcon(size, 'idle'));
cpSync(path.join(root, 'LICENSE'), path.join(out, 'chrome/LICENSE'));
cpSync(path.join(out, 'chrome'), path.join(out, 'firefox'), { recursive: true });
cpSync(path.join(out, 'chrome/agent.js'), path.join(out, 'agent.js'));
writeJson(path.join(out, 'chrome/manifest.json'), manifest);
writeJson(path.join(out, 'firefox/manifest.json'), toFirefox(manifest));
console.log('Built dist/chrome and dist/firefox.');
