import { openFirefoxPanel } from '../../../cli/firefox/firefox-panel';
import { startFirefox } from '../../../cli/firefox/firefox-process';
import { inProject } from '../../../scripts/setup/paths.mjs';
import { OTHER_SITE, PANEL_WIDTH, type PanelBrowser } from './panel-browser';

/** Starts Firefox with the built `dist/firefox`, or another extension, and its toolbox on our panel. */
export async function startFirefoxPanelBrowser(
  isShown: boolean,
  extension = inProject('dist', 'firefox'),
): Promise<PanelBrowser> {
  const firefox = await startFirefox({
    headless: true,
    preferences: {
      'network.dns.localDomains': OTHER_SITE,
      'devtools.theme': 'light',
      'devtools.toolbox.host': 'right',
    },
  });
  try {
    const opened = await openFirefoxPanel(firefox, extension, isShown);
    const { page, panel, thrown, dock, setTheme, show, reopen, grant, stopBackground, reloadExtension, press } = opened;
    if (isShown) await dock('right', PANEL_WIDTH);
    let isArranged = false;
    let isThemed = false;
    return {
      page,
      panel,
      devtools: panel,
      async dock(side, size) {
        isArranged = true;
        await dock(side, size);
      },
      async setTheme(theme) {
        isThemed = true;
        await setTheme(theme);
      },
      show,
      reopen,
      thrown,
      press,
      grant,
      stopBackground,
      async reloadExtension(meanwhile) {
        await reloadExtension();
        await meanwhile();
        await show();
      },
      async reset() {
        await page.goto('about:blank');
        if (isThemed) await setTheme('light');
        if (isArranged) await dock('right', PANEL_WIDTH);
        isThemed = false;
        isArranged = false;
        await panel.evaluate(() => {
          localStorage.clear();
        });
        await panel.goto(panel.url());
        thrown.length = 0;
      },
      async stop() {
        await opened.detach();
        await firefox.stop();
      },
    };
  } catch (error) {
    await firefox.stop();
    throw error;
  }
}
