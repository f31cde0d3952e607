import type { PanelStore } from '../../panel/store/panel-store';
import { toMilliseconds } from '../../src/lib/brand';
import { callIdOf, toCallId, type Call, type CallId } from '../../src/trace/types';

/** Goes on adding copies of recorded calls at the given rate, at most once a frame, to see the panel under load. */
export function addCalls(store: PanelStore, perSecond: number): void {
  const before = performance.now();
  let added = 0;
  const step = (): void => {
    const app = store.getState().apps[0];
    const due = Math.floor(((performance.now() - before) / 1000) * perSecond) - added;
    if (app && due > 0) {
      const { model } = app;
      const calls = new Map(model.calls);
      const ids: CallId[] = [];
      const activity = new Map(model.activity);
      for (let i = 0; i < due; i++) {
        const like = model.calls.get(model.callIds[(added + i) % model.callIds.length] ?? toCallId('c1'));
        const id = callIdOf(calls.size + 1);
        if (!like) continue;
        const at = 60_000 + performance.now() - before;
        const shift = at - (like.phases.requested ?? 0);
        const phases = Object.fromEntries(Object.entries(like.phases).map(([name, ms]) => [name, ms + shift]));
        const call: Call = {
          ...like,
          id,
          index: calls.size + 1,
          phases,
          ended: like.ended === null ? null : toMilliseconds(like.ended + shift),
        };
        calls.set(id, call);
        ids.push(id);
        const figures = activity.get(like.callback);
        if (figures) activity.set(like.callback, { ...figures, count: figures.count + 1, lastCall: id });
      }
      added += due;
      store.getState().setApp({
        ...app,
        model: { ...model, calls, activity, callIds: [...model.callIds, ...ids], revision: model.revision + 1 },
      });
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
