import type { TraceModel } from '../../src/trace/model';
import type { CallbackKey, LayoutIds } from '../../src/trace/types';
import { callbacksOnPage } from './on-page';

export type PagesSeen = ReadonlyMap<CallbackKey, ReadonlySet<string>>;

/**
 * Which callbacks could run on which page of the app, as far as pages were visited while this looked on: no Dash tells it
 * beforehand. A page is the path of a `dcc.Location`.
 */
export function createPagesSeen(): { readonly update: (model: TraceModel) => PagesSeen } {
  let seen: PagesSeen = new Map();
  let layout: LayoutIds | null = null;
  let callbacks: TraceModel['callbacks'] | null = null;
  let path = '';
  return {
    update(model) {
      const now = pathOf(model);
      if (model.layout === null || (model.layout === layout && model.callbacks === callbacks && now === path)) return seen;
      // Right after a link was followed the components of the page before are still there.
      const isSettled = now === path || path === '';
      layout = isSettled ? model.layout : layout;
      callbacks = model.callbacks;
      path = now;
      if (!isSettled) return seen;
      const next = new Map(seen);
      for (const key of callbacksOnPage(model.callbacks, model.layout).keys()) {
        const pages = next.get(key);
        if (pages?.has(now) !== true) next.set(key, new Set([...(pages ?? []), now]));
      }
      seen = next;
      return seen;
    },
  };
}

/** The path that a Location of the app holds; that of the address the page was loaded from where there is none. */
function pathOf({ writes, recorded }: TraceModel): string {
  let latest: { readonly at: number; readonly path: string } | null = null;
  for (const [prop, list] of writes) {
    const write = prop.endsWith('.pathname') ? list.at(-1) : undefined;
    if (write !== undefined && typeof write.value === 'string' && (latest === null || write.at >= latest.at)) latest = { at: write.at, path: write.value };
  }
  return latest?.path ?? URL.parse(recorded.url)?.pathname ?? '/';
}
