import type { TraceModel } from '../../../src/trace/model';
import type { CallbackKey, LayoutIds, PropId } from '../../../src/trace/types';
import { callbacksOnPage } from './on-page';

export type PagesSeen = ReadonlyMap<CallbackKey, ReadonlySet<string>>;

/**
 * Which callbacks could run on which page of the app, as far as pages were visited while this looked on: no version of
 * Dash says it beforehand. A page is the path of a `dcc.Location`.
 */
export function createPagesSeen(): { readonly update: (model: TraceModel) => PagesSeen } {
  let seen: PagesSeen = new Map();
  let layout: LayoutIds | null = null;
  let callbacks: TraceModel['callbacks'] | null = null;
  let path = '';
  const pathOf = createPathOf();
  return {
    update(model) {
      const now = pathOf(model);
      if (model.layout === null || (model.layout === layout && model.callbacks === callbacks && now === path))
        return seen;
      // Right after a link was followed, the components of the previous page are still there.
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
function createPathOf(): (model: TraceModel) => string {
  // Looked for only when there are others than before: a large app has tens of thousands of properties.
  let known: { readonly size: number; readonly props: readonly PropId[] } = { size: 0, props: [] };
  return ({ writes, recorded }) => {
    if (writes.size !== known.size)
      known = { size: writes.size, props: [...writes.keys()].filter((prop) => prop.endsWith('.pathname')) };
    const paths = known.props
      .flatMap((prop) => writes.get(prop)?.at(-1) ?? [])
      .filter(({ value }) => typeof value === 'string');
    const latest = paths.sort((a, b) => a.at - b.at).at(-1)?.value;
    return typeof latest === 'string' ? latest : (URL.parse(recorded.url)?.pathname ?? '/');
  };
}
