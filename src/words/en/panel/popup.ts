/** The popup of the extension’s icon. */
export const POPUP_TEXTS = {
  ready: 'Open the developer tools (F12) and choose the tab “Dash Callbacks”.',
  restricted: 'The browser does not allow extensions on this page.',
  noDash: 'There is no Dash app on this page.',
  reload: 'Reload the page, so that the extension can watch it from the start.',
  notEnabled: (origin: string): string =>
    `The extension does not run on ${origin} yet. Nothing it sees leaves your machine.`,
  denied: 'The browser did not grant the permission, so nothing was changed.',
  failed: (message: string): string => `Could not check this page: ${message}`,
};
