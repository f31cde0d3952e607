import type { CallbackInstance, ForeignStore } from '../taps/renderer-types';

/** The function runs in the page. */
export const isClientside = ({ callback }: CallbackInstance): boolean =>
  typeof callback.clientside_function === 'object' && callback.clientside_function !== null;

/** Which way the renderer takes (docs/dash-internals.md#websocket): never the websocket for background callbacks. */
export function transportOf(
  instance: CallbackInstance,
  store: ForeignStore,
  page: Window,
): 'http' | 'websocket' | 'page' {
  if (isClientside(instance)) return 'page';
  const { background, websocket } = instance.callback as {
    readonly background?: unknown;
    readonly websocket?: unknown;
  };
  const socket = store.getState().config?.['websocket'] as
    { readonly enabled?: unknown; readonly url?: unknown; readonly worker_url?: unknown } | undefined;
  const available = 'SharedWorker' in page && typeof socket?.url === 'string' && typeof socket.worker_url === 'string';
  const wanted = socket?.enabled === true || websocket === true;
  return (background === null || background === undefined || background === false) && available && wanted
    ? 'websocket'
    : 'http';
}
