/** Adds our panel to DevTools. */
import browser from 'webextension-polyfill';

void browser.devtools.panels.create('Dash Callbacks', '/icons/icon-16.png', '/panel/panel.html');
