import type { JsonValue } from '../../src/lib/json';
import type { PanelState, PanelStore } from '../store/panel-store';

const KEY = 'filters.saved';
/** As many as fit a menu. */
const MOST = 30;

const NONE: readonly string[] = [];
const lists = new WeakMap<object, readonly string[]>();
const firstReads = new WeakMap<PanelState['readPreference'], readonly string[]>();

/** What somebody kept of the search field, in the order in which it was kept; the same object while nothing changes. */
export function selectSavedFilters(state: PanelState): readonly string[] {
  const chosen = state.preferences[KEY];
  if (chosen !== undefined) return asTexts(chosen);
  let read = firstReads.get(state.readPreference);
  if (read === undefined) firstReads.set(state.readPreference, (read = asTexts(state.readPreference(KEY))));
  return read;
}

function asTexts(value: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(value)) return NONE;
  let texts = lists.get(value);
  if (texts === undefined) lists.set(value, (texts = value.filter((text): text is string => typeof text === 'string')));
  return texts;
}

export function saveFilter(store: PanelStore, text: string): void {
  const state = store.getState();
  state.setPreference(KEY, [...selectSavedFilters(state).filter((kept) => kept !== text), text].slice(-MOST));
}

export function forgetFilter(store: PanelStore, text: string): void {
  const state = store.getState();
  state.setPreference(KEY, selectSavedFilters(state).filter((kept) => kept !== text));
}
