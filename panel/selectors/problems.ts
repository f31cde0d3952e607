import type { Finding } from '../../src/analysis/problems/rules';
import { createProblemFinder } from '../../src/analysis/problems/problem-finder';
import type { App } from '../store/panel-state';
import type { PanelState, PanelStore } from '../store/panel-store';
import { createRemembered, readTexts } from '../store/remembered';
import { selectApp } from './current-app';
import { followRecording, ofCurrentApp } from './follow-recording';

const NOTHING: readonly Finding[] = [];

/** All findings of the app on screen, muted ones too; the same object until something is found. */
export const selectProblems = ofCurrentApp(followRecording(createProblemFinder), NOTHING);

/** Where the muted findings of an app are kept: the same for each of its documents and recordings. */
function mutedKey({ model, url }: App): string {
  const address = URL.parse(model.recorded.url || url);
  return `problems.muted:${address?.origin ?? ''}${model.app.requestBase ?? ''}`;
}

const NONE: readonly string[] = [];
const mutedIn = createRemembered(readTexts);

/** Ids of the muted findings of the app on screen. */
export function selectMuted(state: PanelState): readonly string[] {
  const app = selectApp(state);
  return app === null ? NONE : mutedIn(state, mutedKey(app));
}

/** Enough for every app a user works on; the findings muted first are forgotten first. */
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
