import type { PanelState, PanelStore } from '../store/panel-store';
import { createRemembered, readTexts } from '../store/remembered';

const KEY = 'filters.saved';
/** As many as fit a menu. */
const MOST = 30;

const filtersIn = createRemembered(readTexts);

/** The saved filters, in the order in which they were saved; the same object while nothing changes. */
export const selectSavedFilters = (state: PanelState): readonly string[] => filtersIn(state, KEY);

export function saveFilter(store: PanelStore, text: string): void {
  const state = store.getState();
  state.setPreference(KEY, [...selectSavedFilters(state).filter((kept) => kept !== text), text].slice(-MOST));
}

export function forgetFilter(store: PanelStore, text: string): void {
  const state = store.getState();
  state.setPreference(
    KEY,
    selectSavedFilters(state).filter((kept) => kept !== text),
  );
}
