/* global Cc, ChromeUtils, Ci, Services, WebExtensionPolicy, requestAnimationFrame, window */
// Runs in a window of Firefox, with the privileges of Firefox's own code (firefox-panel.ts sends it there): the toolbox as
// Firefox's own tests drive it. Its modules have no promise to stay; what is used was tried with Firefox ESR 153.

({
  /**
   * @param {string} panelContext the id by which WebDriver BiDi is to know our panel
   * @param {string} extension id of our extension
   * WebDriver BiDi's id of the tab that the toolbox inspects
   * @param {(text: string) => void} thrown called with what scripts of extensions throw
   */
  install(panelContext, extension, inspected, thrown) {
    const loader = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = loader.require('devtools/client/framework/devtools');
    const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');

    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');

    const inspectedBrowser = NavigableManager.getBrowserById(inspected);
    const inspectedTab = inspectedBrowser.ownerDocument.defaultView.gBrowser.getTabForBrowser(inspectedBrowser);
    const browserWindow = inspectedBrowser.ownerDocument.defaultView;
    const frameOf = (toolbox) => toolbox?.doc?.getElementById(`toolbox-panel-iframe-${toolbox.currentToolId}`);
    let toolbox = null;
    let panel = null;

    // WebDriver BiDi knows the pages of tabs only; from now on our panel too, as one page.
    const known = Object.getPrototypeOf(NavigableManager);
    const isPanel = (browser) => browser.getAttribute('webextension-view-type') === 'devtools_panel';
    NavigableManager.getBrowserById = function (id) {
      return id === panelContext ? (panel?.isConnected ? panel : null) : known.getBrowserById.call(this, id);
    };
    NavigableManager.getIdForBrowser = function (browser) {
      if (!isPanel(browser)) return known.getIdForBrowser.call(this, browser);
      panel = browser;
      return panelContext;
    };

    Services.console.registerListener({
      observe(message) {
        if (!(message instanceof Ci.nsIScriptError) || message.flags & Ci.nsIScriptError.warningFlag) return;
        // Firefox reports this for a request that was open when our page was left; no code of ours sees it.
        if (message.errorMessage.includes('Promise rejected after context unloaded')) return;
        // Our pages evaluate nothing: this is Playwright's own script, whose style for screenshots our policy blocks.
        if (message.sourceName.endsWith('> eval')) return;
        if (message.sourceName.startsWith('moz-extension://')) thrown(message.toString());
      },
    });

    const poll = async (ask) => {
      for (;;) {
        const answer = ask();
        if (answer) return answer;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    const twoFrames = () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
    const ownTool = () => toolbox.getAdditionalTools().find(({ id }) => id.includes(extension.replace(/@.*/, '')));
    const isSplit = (side) => side === 'right' || side === 'bottom';

    const api = {
      /** Opens the toolbox on a view of its own; our panel is not loaded yet. */
      async open(view) {
        toolbox = await gDevTools.showToolboxForTab(inspectedTab, { toolId: view });
      },
      /** Shows our panel, or another view by its id. */
      async show(view) {
        await toolbox.selectTool(view ?? (await poll(ownTool)).id);
        if (view === null) await poll(() => frameOf(toolbox)?.contentDocument?.getElementById('webext-panels-browser'));
      },
      async close() {
        await toolbox.destroy();
        panel = null;
      },
      /**
       * @param {'right' | 'bottom' | 'undocked'} side
       * @param {number | null} size of the whole toolbox
       * @returns how large our panel is then; docked elsewhere, Firefox loads it again
       */
      async dock(side, size) {
        const host = isSplit(side) ? side : 'window';
        const isMoved = toolbox.hostType !== host;
        await toolbox.switchHost(host);
        if (!isSplit(side)) {
          toolbox.topWindow.resizeTo(1500, 1000);
          await poll(() => toolbox.topWindow.outerWidth === 1500);
        } else if (size !== null) {
          const place = side === 'right' ? 'side' : 'bottom';
          const frame = browserWindow.document.querySelector(`.devtools-toolbox-${place}-iframe`);
          frame.style[side === 'right' ? 'width' : 'height'] = `${size}px`;
        }
        await twoFrames();
        return { isMoved, width: panel?.clientWidth ?? 0, height: panel?.clientHeight ?? 0 };
      },
      setTheme(theme) {
        Services.prefs.setStringPref('devtools.theme', theme);
      },
      /** Grants the extension a site, as the user does in the browser's prompt. */
      async grant(pattern) {
        const permissions = { origins: [pattern], permissions: [] };
        await ExtensionPermissions.add(extension, permissions, WebExtensionPolicy.getByID(extension).extension);
      },
      async revoke(pattern) {
        const permissions = { origins: [pattern], permissions: [] };
        await ExtensionPermissions.remove(extension, permissions, WebExtensionPolicy.getByID(extension).extension);
      },
      /** Ends the background page, as Firefox does with an idle one. */
      async stopBackground() {
        const { extension: own } = WebExtensionPolicy.getByID(extension);
        await own.terminateBackground({ disableResetIdleForTest: true });
        return own.backgroundState;
      },
      /** Loads the extension again, as the button in about:debugging does. */
      async reloadExtension() {
        const left = panel;
        const addon = await AddonManager.getAddonByID(extension);
        await addon.reload();
        await poll(() => !left?.isConnected);
        panel = null;
      },
      /**
       * Presses a key in our panel, from outside of all documents as a keyboard does: the toolbox gets it before our panel.
       * Keys of WebDriver BiDi go to the panel alone.
       */
      press(key) {
        // In the same step: the toolbox's own console takes the focus when it has opened.
        api.focus(panelContext);
        const keys = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
        if (!keys.beginInputTransactionForTests(browserWindow, () => true))
          throw new Error('The window takes no keys.');
        const event = new browserWindow.KeyboardEvent('', { key });
        keys.keydown(event);
        keys.keyup(event);
      },
      /** Gives the focus to our panel or to the inspected page, as a click does. */
      focus(context) {
        const browser = context === panelContext ? panel : inspectedBrowser;
        browser?.ownerDocument.defaultView.top.focus();
        browser?.focus();
      },
      resize(width, height) {
        browserWindow.resizeTo(width, height);
      },
      /** A screenshot of the whole browser window. */
      async picture() {
        const { width, height } = browserWindow.document.documentElement.getBoundingClientRect();
        const bitmap = await browserWindow.browsingContext.currentWindowGlobal.drawSnapshot(
          new browserWindow.DOMRect(0, 0, width, height),
          1,
          'white',
        );
        const canvas = new browserWindow.OffscreenCanvas(bitmap.width, bitmap.height);
        canvas.getContext('2d').drawImage(bitmap, 0, 0);
        const blob = await canvas.convertToBlob({ type: 'image/png' });
        const text = await new Promise((resolve) => {
          const reader = new browserWindow.FileReader();
          reader.onload = () => resolve(reader.result);
          reader.readAsDataURL(blob);
        });
        return text.slice(text.indexOf(',') + 1);
      },
    };
    window.dashCallbackDevtools = api;
  },
});
