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

const dark = browser.devtools.panels.themeName === 'dark' || matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<PanelRoot store={store} source={source} />);
window.addEventListener('pagehide', () => {
  source.dispose();
});
