import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npx vite test/panel-page`: the panel in an ordinary tab, see README.md.
export default defineConfig({
  plugins: [react()],
  server: { fs: { allow: ['../..'] } },
});
