import { readFileSync } from 'node:fs';

import type { BrowserContext, Page } from 'playwright-core';

import { inProject } from '../../scripts/setup/paths.mjs';
import { PlainError } from '../../scripts/setup/plain-error.mjs';
import type { DockSide } from '../devtools-panel';
import { PANEL_CONTEXT, startBidiRelay } from './bidi-relay';
import { type FirefoxProcess } from './firefox-process';
import { attachPlaywright } from './playwright-firefox';

const EXTENSION = 'dash-callback-devtools@example.org';
const LIMIT_MS = 20_000;
const WINDOW = { width: 1500, height: 1000 };

/** Firefox's toolbox on the first tab, with our panel in it. */
export interface FirefoxPanel {
  readonly context: BrowserContext;
  /** The inspected tab. */
  readonly page: Page;
  /** Our panel. Stays valid when the panel is reloaded, and when the toolbox is closed and opened. */
  readonly panel: Page;
  /** Errors that scripts of the extension have thrown so far. */
  readonly thrown: string[];
  /**
   * Docks the toolbox and makes our panel exactly this many CSS pixels wide (right) or high (bottom); without a size the
   * window decides.
   */
  readonly dock: (side: DockSide, size?: number) => Promise<void>;
  readonly setTheme: (theme: 'light' | 'dark') => Promise<void>;
  /** Closes the toolbox and opens it again. */
  readonly reopen: (whileClosed?: () => Promise<void>) => Promise<void>;
  /** Shows our panel, or another view by its id such as `inspector`, which hides ours. */
  readonly show: (view?: string) => Promise<void>;
  readonly grant: (pattern: string) => Promise<void>;
  readonly revoke: (pattern: string) => Promise<void>;
  readonly stopBackground: () => Promise<void>;
  /** Presses a key in our panel as a keyboard does: the toolbox gets it first, unlike the keys of `panel.keyboard`. */
  readonly press: (key: string) => Promise<void>;
  /** Loads the extension again; the toolbox then shows another view. */
  readonly reloadExtension: () => Promise<void>;
  /** A screenshot of the whole window with the app and the toolbox. */
  readonly picture: () => Promise<Buffer>;
  readonly detach: () => Promise<void>;
}

interface Docked {
  readonly isMoved: boolean;
  readonly width: number;
  readonly height: number;
}
interface Tree {
  readonly contexts: readonly { readonly context: string; readonly url: string }[];
}
interface Evaluated {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

/**
 * Opens the toolbox in a Firefox started for it, with the extension installed.
 * @param isShown false leaves the toolbox on its own view, and our panel not loaded, until `show()`
 */
export async function openFirefoxPanel(
  firefox: FirefoxProcess,
  extension: string,
  isShown = true,
): Promise<FirefoxPanel> {
  let isInstalled = false;
  const relay = await startBidiRelay(firefox.sessionUrl, async (target) => {
    if (isInstalled) await inToolbox('focus', target);
  });
  const { context, page, detach } = await attachPlaywright(relay.url);
  await relay.collectBodies();
  const thrown: string[] = [];
  relay.onScriptMessage('thrown', (text) => thrown.push(String(text)));
  await relay.send('webExtension.install', { extensionData: { type: 'path', path: extension } });

  const tabs = (await relay.send('browsingContext.getTree', {})) as unknown as Tree;
  // The last one was opened by Playwright; Firefox started with another, in a window of its own.
  const [first, inspected] = [tabs.contexts[0]?.context, tabs.contexts.at(-1)?.context];
  if (first !== inspected) await relay.send('browsingContext.close', { context: first });
  const windows = (await relay.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as unknown as Tree;
  const window = windows.contexts.find(({ url }) => url.endsWith('/browser.xhtml'))?.context;

  const call = async (declaration: string, args: readonly unknown[]): Promise<unknown> => {
    const evaluated = (await relay.send('script.callFunction', {
      target: { context: window },
      functionDeclaration: declaration,
      arguments: args,
      awaitPromise: true,
    })) as unknown as Evaluated;
    if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails?.text);
    return evaluated.result?.value;
  };
  const text = (value: string): unknown => ({ type: 'string', value });
  /** Calls a function of toolbox-script.js; arguments and result are JSON. */
  const inToolbox = async (name: string, ...args: readonly unknown[]): Promise<unknown> => {
    const answer = await call(
      'async (name, json) => JSON.stringify((await dashCallbackDevtools[name](...JSON.parse(json))) ?? null)',
      [text(name), text(JSON.stringify(args))],
    );
    return JSON.parse(String(answer));
  };

  const script = readFileSync(inProject('cli', 'firefox', 'toolbox-script.js'), 'utf8').replace(/^\/[*/].*$/gm, '');
  await call(`(...args) => { ${script.trim().replace(/;$/, '')}.install(...args); }`, [
    text(PANEL_CONTEXT),
    text(EXTENSION),
    text(inspected ?? ''),
    { type: 'channel', value: { channel: 'thrown' } },
  ]);
  isInstalled = true;
  await inToolbox('resize', WINDOW.width, WINDOW.height);
  const opened = context.waitForEvent('page');
  relay.announcePanel();
  const panel = await opened;

  const show = async (view?: string): Promise<void> => {
    await inToolbox('show', view ?? null);
    if (view === undefined) await panel.locator('body').waitFor();
  };
  const open = async (): Promise<void> => {
    await inToolbox('open', 'inspector');
    await show();
  };
  if (isShown) await open();
  else await inToolbox('open', 'inspector');

  return {
    context,
    page,
    panel,
    thrown,
    show,
    async dock(side, size) {
      await panel.locator('html').evaluate((root) => {
        root.dataset['before'] = 'docking';
      });
      let asked = size ?? null;
      let isMoved = false;
      const deadline = performance.now() + LIMIT_MS;
      for (;;) {
        const got = (await inToolbox('dock', side, asked)) as Docked;
        isMoved ||= got.isMoved;
        if (size === undefined || asked === null) break;
        const measured = side === 'right' ? got.width : got.height;
        if (measured === size) break;
        if (performance.now() > deadline) throw new PlainError(`The panel does not become ${size} pixels large.`);
        // The toolbox's own bar takes some of the height.
        if (Math.abs(measured - size) < 100) asked += size - measured;
      }
      if (isMoved) await panel.locator('html:not([data-before]) #root > *').first().waitFor();
    },
    async setTheme(theme) {
      await inToolbox('setTheme', theme);
    },
    async reopen(whileClosed) {
      await inToolbox('close');
      await whileClosed?.();
      await open();
    },
    async grant(pattern) {
      await inToolbox('grant', pattern);
    },
    async revoke(pattern) {
      await inToolbox('revoke', pattern);
    },
    async stopBackground() {
      await inToolbox('stopBackground');
    },
    async press(key) {
      await inToolbox('press', key);
    },
    async reloadExtension() {
      await inToolbox('reloadExtension');
    },
    picture: async () => Buffer.from(String(await inToolbox('picture')), 'base64'),
    async detach() {
      await detach();
      await relay.stop();
    },
  };
}
