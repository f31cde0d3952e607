import { isJsonObject, type JsonValue } from '../../src/lib/json';
import { toCallbackKey, toPropId, type CallbackKey, type PropId } from '../../src/trace/types';
import type { PanelState, PanelStore } from '../store/panel-store';
import { createRemembered, readTexts } from '../store/remembered';
import { selectApp } from './current-app';

/** How callbacks are grouped. */
export const GROUPINGS = ['none', 'family', 'page', 'pattern', 'part'] as const;
export type GroupBy = (typeof GROUPINGS)[number];

/** What the user chose to see of one app's graph. */
export interface GraphChoices {
  /** `null`: no choice yet, the size of the app decides. */
  readonly grouping: GroupBy | null;
  /** Groups that were opened, by name. */
  readonly opened: readonly string[];
  readonly hiddenCallbacks: readonly CallbackKey[];
  readonly hiddenProps: readonly PropId[];
  /** Hub properties whose edges are drawn. */
  readonly shownHubs: readonly PropId[];
  /** Only these and what is up to `steps` callbacks away are drawn. Empty: all. */
  readonly pinned: readonly CallbackKey[];
  readonly steps: number;
}

export const NO_CHOICES: GraphChoices = {
  grouping: null,
  opened: [],
  hiddenCallbacks: [],
  hiddenProps: [],
  shownHubs: [],
  pinned: [],
  steps: 1,
};
export const MOST_NEIGHBOUR_STEPS = 3;

/** What the graph remembers is kept by page: another port or path is another app, another query is not. */
export function pageOf(url: string): string {
  try {
    const { origin, pathname } = new URL(url);
    return origin + pathname;
  } catch {
    return url;
  }
}

const keyOf = (state: PanelState): string => `graph.choices:${pageOf(selectApp(state)?.url ?? '')}`;

const choicesIn = createRemembered(readChoices);

/** What the user chose to see of the app on screen in the graph; the same object while nothing changes. */
export const selectGraphChoices = (state: PanelState): GraphChoices => choicesIn(state, keyOf(state));

/** Changes what is seen of the app on screen, and remembers it. */
export function changeGraphChoices(store: PanelStore, change: Partial<GraphChoices>): void {
  const state = store.getState();
  state.setPreference(keyOf(state), writeChoices({ ...selectGraphChoices(state), ...change }));
}

/** Reads what `writeChoices` wrote; anything else counts as nothing. */
export function readChoices(stored: JsonValue | undefined): GraphChoices {
  if (!isJsonObject(stored)) return NO_CHOICES;
  const texts = (name: string): readonly string[] => readTexts(stored[name]);
  const steps = stored['steps'];
  return {
    grouping: GROUPINGS.find((each) => each === stored['grouping']) ?? null,
    opened: texts('opened'),
    hiddenCallbacks: texts('hiddenCallbacks').map(toCallbackKey),
    hiddenProps: texts('hiddenProps').map(toPropId),
    shownHubs: texts('shownHubs').map(toPropId),
    pinned: texts('pinned').map(toCallbackKey),
    steps: typeof steps === 'number' && steps >= 1 && steps <= MOST_NEIGHBOUR_STEPS ? Math.round(steps) : 1,
  };
}

/** The choices as they are stored. */
export const writeChoices = (choices: GraphChoices): JsonValue => ({ ...choices });

/** The list with the item, or without it. */
export const toggled = <T>(list: readonly T[], item: T, isIn: boolean): readonly T[] =>
  isIn ? [...list.filter((each) => each !== item), item] : list.filter((each) => each !== item);
