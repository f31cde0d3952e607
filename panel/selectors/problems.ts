import type { Finding } from '../../src/analysis/problems/finding';
import { createProblemFinder } from '../../src/analysis/problems/problem-finder';
import type { JsonValue } from '../../src/lib/json';
import type { App } from '../store/panel-state';
import type { PanelState, PanelStore } from '../store/panel-store';
import { selectApp } from './current-app';
import { followApp } from './follow-app';

const NOTHING: readonly Finding[] = [];

/** All findings of the app on screen, muted ones too; the same object until something is found. */
export const selectProblems = followApp(createProblemFinder, NOTHING);

/** Where the muted findings of an app are kept: the same for each of its documents and recordings. */
export function mutedKey({ model, url }: App): string {
  const address = URL.parse(model.recorded.url || url);
  return `problems.muted:${address?.origin ?? ''}${model.app.requestBase ?? ''}`;
}

const NONE: readonly string[] = [];
const firstReads = new WeakMap<PanelState['readPreference'], Map<string, readonly string[]>>();
const lists = new WeakMap<object, readonly string[]>();

/** Ids of the findings of the app on screen that nobody wants to hear of. */
export function selectMuted(state: PanelState): readonly string[] {
  const app = selectApp(state);
  if (app === null) return NONE;
  const key = mutedKey(app);
  const chosen = state.preferences[key];
  if (chosen !== undefined) return asIds(chosen);
  const reads = firstReads.get(state.readPreference) ?? new Map<string, readonly string[]>();
  firstReads.set(state.readPreference, reads);
  let read = reads.get(key);
  if (read === undefined) reads.set(key, (read = asIds(state.readPreference(key))));
  return read;
}

function asIds(value: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(value)) return NONE;
  let ids = lists.get(value);
  if (ids === undefined) lists.set(value, (ids = value.filter((id): id is string => typeof id === 'string')));
  return ids;
}

/** Long enough for every app somebody works on; what was muted first is forgotten first. */
const MOST_MUTED = 500;

export function setMuted(store: PanelStore, finding: Finding, muted: boolean): void {
  const state = store.getState();
  const app = selectApp(state);
  if (app === null) return;
  const others = selectMuted(state).filter((id) => id !== finding.id);
  state.setPreference(mutedKey(app), muted ? [...others, finding.id].slice(-MOST_MUTED) : others);
}

/** How many findings of the app on screen are not muted. */
export function countProblems(state: PanelState): number {
  const muted = selectMuted(state);
  const findings = selectProblems(state);
  return muted.length === 0 ? findings.length : findings.filter(({ id }) => !muted.includes(id)).length;
}
