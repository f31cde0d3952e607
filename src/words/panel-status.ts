/** What a state offers to do about it. */
export type StatusAction = 'reload' | 'enable';

/**
 * The states of the inspected page, each with its own screen or notice.
 * - `connecting`: the page was asked and has not answered yet
 * - `no-dash`: pages answered, none has a Dash renderer
 * - `not-enabled`: the extension may not run on this site
 * - `restricted`: the browser does not allow extensions there (its own pages, the store)
 * - `waiting`: a Dash page whose renderer has not started yet
 * - `live`: at least one app is connected
 * - `reloading`: the page was left; the recording is still shown
 * - `extension-updated`: this page still runs the previous version of the extension
 * - `unsupported`: a renderer was found that cannot be recorded
 */
export type PanelStatus =
  | { readonly type: 'connecting' }
  | { readonly type: 'no-dash'; readonly url: string }
  | { readonly type: 'not-enabled'; readonly origin: string }
  | { readonly type: 'restricted'; readonly url: string }
  | { readonly type: 'waiting'; readonly url: string }
  | { readonly type: 'live' }
  | { readonly type: 'reloading' }
  | { readonly type: 'extension-updated' }
  | { readonly type: 'unsupported' };
