/** Composition root of the panel inside DevTools. */
import { createRoot } from 'react-dom/client';
import browser from 'webextension-polyfill';
import { PanelRoot } from './PanelRoot';
import { connectTab } from './connection/connect-tab';
import { createPace } from './connection/create-pace';
import { createExtensionLine } from './connection/extension-line';
import { createPanelStore } from './store/panel-store';
import { storagePreferences } from './store/preferences';

const store = createPanelStore(storagePreferences(localStorage));
const source = connectTab({
  line: createExtensionLine(browser),
  sink: store.getState(),
  nextFrame: createPace(window),
});

const { panels } = browser.devtools;

/** Chromium says `default` or `dark`, Firefox `light` or `dark`. */
function showTheme(name: string): void {
  const isDark = name === 'dark' || (name !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}
showTheme(panels.themeName);
// Firefox changes the theme of an open toolbox; Chromium loads DevTools again, and has no such event.
(panels as Partial<typeof panels>).onThemeChanged?.addListener(showTheme);

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<PanelRoot store={store} source={source} />);
window.addEventListener('pagehide', () => {
  source.dispose();
});
