import type { PanelState, PanelStore } from '../store/panel-store';

const KEY = 'callbacks:hidden';

/** Whether callbacks declared with `hidden=True` are shown too, in the graph and in the list alike; remembered. */
export const selectShowsHidden = (state: PanelState): boolean => state.readPreference(KEY) === true;

export function showHidden(store: PanelStore, isShown: boolean): void {
  store.getState().setPreference(KEY, isShown);
}
