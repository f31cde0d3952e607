import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallId } from '../../src/trace/types';
import type { Hit } from './lanes/hit-test';
import {
  clampWindow,
  fitWindow,
  followWindow,
  panWindow,
  spanOf,
  zoomWindow,
  type TimeWindow,
} from './lanes/time-scale';
import type { BarPlace } from './lanes/to-lanes';

/** Where the pointer is over a bar, in pixels of the stage. */
export interface Hover extends Hit {
  readonly x: number;
  readonly y: number;
}

/** What the user did to the timeline. It outlives the view, so that it is unchanged after a visit to another tab. */
export interface ViewState {
  /** First and last moment of the recording. */
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  /** The newest moment is kept in view. */
  readonly following: boolean;
  readonly hover: Hover | null;
  /** The bar that the keyboard is on. It may be an action or a long task, which cannot be selected. */
  readonly focus: BarPlace | null;
  /** The range that is being drawn on the ruler. */
  readonly brush: TimeWindow | null;
  /** The wave that is marked, by its first call. */
  readonly wave: CallId | null;
  readonly asTable: boolean;

  setBounds: (bounds: TimeWindow) => void;
  /** `at`: the moment that stays where it is; the middle otherwise. */
  zoom: (factor: number, at?: number) => void;
  pan: (by: number) => void;
  show: (window: TimeWindow) => void;
  /** Moves, without zooming, just far enough to have the range in view. */
  reveal: (from: number, to: number) => void;
  fit: () => void;
  follow: (following: boolean) => void;
  set: (change: Partial<Pick<ViewState, 'hover' | 'focus' | 'brush' | 'wave' | 'asTable'>>) => void;
}

export type ViewStore = StoreApi<ViewState>;

const START: TimeWindow = { from: 0, to: 1_000 };
/** How much of a long recording is shown at first: recent enough to make out single calls. */
const AT_FIRST = 12_000;

export function createViewStore(): ViewStore {
  return createStore<ViewState>()((set) => ({
    bounds: START,
    window: fitWindow(START),
    following: true,
    hover: null,
    focus: null,
    brush: null,
    wave: null,
    asTable: false,

    setBounds: (bounds) =>
      set((state) => {
        if (bounds.from === state.bounds.from && bounds.to === state.bounds.to) return state;
        if (!state.following) return { bounds };
        return { bounds, window: followWindow(grownWindow(state, bounds), bounds) };
      }),
    zoom: (factor, at) =>
      set(({ window, bounds, following }) => {
        const next = zoomWindow(window, factor, at ?? (window.from + window.to) / 2, bounds);
        return { window: next, following: following && next.to >= bounds.to };
      }),
    pan: (by) => set(({ window, bounds }) => ({ window: panWindow(window, by, bounds), following: false })),
    show: (window) => set(({ bounds }) => ({ window: clampWindow(window, bounds), following: false })),
    reveal: (from, to) =>
      set((state) => {
        const { window, bounds } = state;
        if (from >= window.from && to <= window.to) return state;
        const span = spanOf(window);
        // A bar longer than the window shows its beginning.
        const start = to - from > span * 0.9 || from < window.from ? from - span * 0.1 : to - span * 0.9;
        return { window: clampWindow({ from: start, to: start + span }, bounds), following: false };
      }),
    fit: () => set(({ bounds }) => ({ window: fitWindow(bounds), following: true })),
    follow: (following) =>
      set(({ window, bounds }) => (following ? { following, window: followWindow(window, bounds) } : { following })),
    set: (change) => set(change),
  }));
}

/** While all fits, the window grows with the recording; after that it keeps its span and moves along. */
function grownWindow({ window, bounds }: ViewState, next: TimeWindow): TimeWindow {
  const whole = fitWindow(next);
  const showedAll = spanOf(window) >= spanOf(fitWindow(bounds)) - 1e-6;
  if (!showedAll) return window;
  const span = Math.max(spanOf(window), Math.min(spanOf(whole), AT_FIRST));
  return { from: whole.to - span, to: whole.to };
}
