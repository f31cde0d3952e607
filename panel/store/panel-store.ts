import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JsonValue } from '../../src/lib/json';
import type { CallbackKind, CallId, CallbackKey, Outcome, PropId } from '../../src/trace/types';
import type { PanelStatus } from '../../src/words/panel-status';
import type { App, Notice, PanelSink, PointedOut, Selection } from './panel-state';
import { memoryPreferences, type PreferencesPort } from './preferences';
import { FIRST_VIEW, parseViewName, type ViewName } from './views';

/** What narrows the calls and lists down. Empty lists mean everything. */
export interface Filters {
  /** The text of the search field; `call-query.ts` says how it is read. */
  readonly text: string;
  readonly kinds: readonly CallbackKind[];
  readonly outcomes: readonly Outcome[];
  /** Only calls that overlap this range, in milliseconds of the trace; drawn on the timeline's ruler. */
  readonly timeRange?: readonly [from: number, to: number] | null;
}

export interface PanelState extends PanelSink {
  /** In the order in which they appeared. */
  readonly apps: readonly App[];
  /** The app every view shows; `null` until there is one. */
  readonly appId: string | null;
  readonly status: PanelStatus;
  readonly notices: readonly Notice[];
  readonly view: ViewName;
  readonly selection: Selection;
  /** Shown in the graph until something else is chosen; `null` mostly. */
  readonly pointedOut: PointedOut | null;
  /** Whether the inspector is on screen where there is no room for it next to the view. */
  readonly inspectorOpen: boolean;
  readonly paused: boolean;
  readonly filters: Filters;
  /** What this session has read or written of the preferences, by key. */
  readonly preferences: { readonly [key: string]: JsonValue | undefined };

  chooseApp(id: string): void;
  showView(view: ViewName): void;
  /** Also selects the call's callback. `open` brings the inspector up where it covers the view. */
  selectCall(call: CallId | null, open?: boolean): void;
  selectCallback(callback: CallbackKey | null, open?: boolean): void;
  selectProp(prop: PropId | null, open?: boolean): void;
  selectComponent(component: string, open?: boolean): void;
  /** Also ends what is pointed out. */
  clearSelection(): void;
  /** Shows the graph with what is named, instead of a selection. */
  pointOut(what: PointedOut): void;
  setInspectorOpen(open: boolean): void;
  /** Only the flag; callers also pause or resume the source. */
  setPaused(paused: boolean): void;
  setFilters(change: Partial<Filters>): void;
  dismissNotice(id: string): void;
  /** Reads a preference without remembering it in the state; views validate what they get. */
  readonly readPreference: (key: string) => JsonValue | undefined;
  setPreference(key: string, value: JsonValue): void;
}

export type PanelStore = StoreApi<PanelState>;

const NOTHING: Selection = { call: null, callback: null, prop: null, component: null };
/** Enough to read; a page that keeps failing must not grow the panel without bound. */
const NOTICES_KEPT = 20;

/** Everything the panel knows and every choice of the user, in one store. `getState()` is the sink of a source. */
export function createPanelStore(preferences: PreferencesPort = memoryPreferences()): PanelStore {
  return createStore<PanelState>()((set, get) => ({
    apps: [],
    appId: null,
    status: { type: 'connecting' },
    notices: [],
    view: parseViewName(preferences.read('view')) ?? FIRST_VIEW,
    selection: NOTHING,
    pointedOut: null,
    inspectorOpen: false,
    paused: false,
    filters: { text: '', kinds: [], outcomes: [] },
    preferences: {},

    setStatus: (status) => set({ status }),
    setApp: (app) => set((state) => withApp(state, app)),
    removeApp: (id) => set((state) => withoutApp(state, id)),
    notify: (notice) =>
      set((state) => ({
        notices: [...state.notices.filter(({ id }) => id !== notice.id), notice].slice(-NOTICES_KEPT),
      })),

    chooseApp: (id) =>
      set((state) =>
        state.appId === id ? state : { appId: id, selection: NOTHING, pointedOut: null, filters: withoutRange(state) },
      ),
    showView: (view) => {
      preferences.write('view', view);
      set({ view });
    },
    selectCall: (id, open = false) =>
      set((state) => {
        if (id === null) return { selection: NOTHING, pointedOut: null };
        const call = current(state)?.model.calls.get(id);
        return {
          pointedOut: null,
          selection: { ...NOTHING, call: id, callback: call?.callback ?? null },
          ...(open ? { inspectorOpen: true } : {}),
        };
      }),
    selectCallback: (callback, open = false) =>
      set((state) => ({
        selection: { ...NOTHING, callback },
        ...stillPointedOut(state, 'callbacks', callback),
        ...(open ? { inspectorOpen: true } : {}),
      })),
    selectProp: (prop, open = false) =>
      set((state) => ({
        selection: { ...NOTHING, prop },
        ...stillPointedOut(state, 'props', prop),
        ...(open ? { inspectorOpen: true } : {}),
      })),
    selectComponent: (component, open = false) =>
      set({ selection: { ...NOTHING, component }, pointedOut: null, ...(open ? { inspectorOpen: true } : {}) }),
    clearSelection: () => set({ selection: NOTHING, pointedOut: null, inspectorOpen: false }),
    pointOut: (pointedOut) => {
      preferences.write('view', 'graph');
      set({ view: 'graph', pointedOut, selection: NOTHING, inspectorOpen: false });
    },
    setInspectorOpen: (inspectorOpen) => set({ inspectorOpen }),
    setPaused: (paused) => set({ paused }),
    setFilters: (change) => set((state) => ({ filters: { ...state.filters, ...change } })),
    dismissNotice: (id) => set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
    readPreference: (key) => (key in get().preferences ? get().preferences[key] : preferences.read(key)),
    setPreference: (key, value) => {
      preferences.write(key, value);
      set((state) => ({ preferences: { ...state.preferences, [key]: value } }));
    },
  }));
}

/** What is pointed out stays so while the user looks at its parts. */
function stillPointedOut(
  { pointedOut }: PanelState,
  part: 'callbacks' | 'props',
  chosen: CallbackKey | PropId | null,
): Pick<PanelState, 'pointedOut'> {
  const parts: readonly string[] = pointedOut?.[part] ?? [];
  return { pointedOut: chosen !== null && parts.includes(chosen) ? pointedOut : null };
}

const current = (state: PanelState): App | undefined => state.apps.find(({ id }) => id === state.appId);

/** A stretch of time of one recording means nothing in another. */
const withoutRange = ({ filters }: PanelState): Filters =>
  filters.timeRange ? { ...filters, timeRange: null } : filters;

function withApp(state: PanelState, app: App): Partial<PanelState> {
  const index = state.apps.findIndex(({ id }) => id === app.id);
  const apps = index < 0 ? [...state.apps, app] : state.apps.with(index, app);
  const shown = current(state);
  // After a reload the new document takes over from the recording that was kept; a second app does not, and an opened
  // file stays until another app is chosen.
  if (shown === undefined || (index < 0 && app.connected && !shown.connected && shown.file === undefined)) {
    return {
      apps,
      appId: app.id,
      pointedOut: null,
      selection: shown ? carriedOver(state.selection, app) : state.selection,
      ...(shown ? { filters: withoutRange(state) } : {}),
    };
  }
  return { apps, ...(shown.id === app.id ? kept(state.selection, app) : {}) };
}

/** A callback or property of the same app is still the same after a reload; its calls are not. */
function carriedOver({ callback, prop, component }: Selection, app: App): Selection {
  if (component !== null) return { ...NOTHING, component };
  if (callback !== null && app.model.callbacks.has(callback)) return { ...NOTHING, callback };
  return prop !== null && app.model.props.has(prop) ? { ...NOTHING, prop } : NOTHING;
}

/** Drops a selected call that is no longer recorded (cleared, or beyond what the panel keeps). */
function kept(selection: Selection, app: App): Partial<PanelState> {
  if (selection.call === null || app.model.calls.has(selection.call)) return {};
  return { selection: { ...selection, call: null } };
}

function withoutApp(state: PanelState, id: string): Partial<PanelState> {
  const apps = state.apps.filter((app) => app.id !== id);
  if (state.appId !== id) return { apps };
  const next = apps.find((app) => app.connected) ?? apps.at(-1);
  return {
    apps,
    appId: next?.id ?? null,
    pointedOut: null,
    selection: next ? carriedOver(state.selection, next) : NOTHING,
  };
}
