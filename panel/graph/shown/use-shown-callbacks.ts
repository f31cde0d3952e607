import { useCallback, useEffect, useEffectEvent, useMemo } from 'react';
import type { TraceModel } from '../../../src/trace/model';
import type { CallbackKey, PropId } from '../../../src/trace/types';
import { selectModel } from '../../selectors/current-app';
import { changeGraphChoices, selectGraphChoices, type GraphChoices, type GroupBy } from '../../selectors/graph-choices';
import { followRecording, ofCurrentApp } from '../../selectors/follow-recording';
import { usePanel, usePanelStore } from '../../store/panel-context';
import type { PointedOut } from '../../store/panel-state';
import type { PanelState } from '../../store/panel-store';
import { groupsOf, type CallbackGroup } from './groups';
import { neighbourhoodOf, hubPlaces, hubsOf, withoutHidden, type Hub } from './narrow';
import { callbacksOnPage, LARGE_APP } from './on-page';
import { createPagesSeen, type PagesSeen } from './pages-seen';
import { withOpened, withPointed } from './pointed-out';
import { NONE_SHARED, sharedCallbacks, type SharedCallbacks } from './shared-callbacks';

type Callbacks = TraceModel['callbacks'];

/** From this number of callbacks on, they are shown in groups, until the user chooses otherwise. */
const MANY = 60;
const NO_CALLBACKS: Callbacks = new Map();
const NO_PAGES: PagesSeen = new Map();
const NO_KEYS: readonly CallbackKey[] = [];
const NO_PROPS: readonly PropId[] = [];
const ALL_PAGES = 'graph.all-pages';

const selectCallbacks = (state: PanelState): Callbacks => selectModel(state)?.callbacks ?? NO_CALLBACKS;
const selectLayout = (state: PanelState): TraceModel['layout'] => selectModel(state)?.layout ?? null;
/** Clearing the calls keeps the visits: the record of pages stays the same object. */
const selectPagesSeen = ofCurrentApp(
  followRecording(createPagesSeen, ({ recorded }) => recorded),
  NO_PAGES,
);

/** Which callbacks are drawn, and how they are put together. What is pointed out is drawn, whatever the user chose. */
export interface ShownCallbacks {
  readonly all: Callbacks;
  /** Those of the page on screen, in a large app; else all. */
  readonly onPage: Callbacks;
  readonly allPages: boolean;
  readonly setAllPages: (allPages: boolean) => void;
  readonly drawn: Callbacks;
  /** While only those of the page are drawn: which of them other pages have as well. */
  readonly shared: SharedCallbacks;
  readonly grouping: GroupBy;
  /** All groups, the open ones too. */
  readonly groups: readonly CallbackGroup[];
  readonly hubs: readonly Hub[];
  /** Properties whose readers get no lines (`placeOf`). */
  readonly hubsWithoutLines: ReadonlySet<string>;
  readonly pointedOut: PointedOut | null;
  readonly choices: GraphChoices;
  readonly choose: (change: Partial<GraphChoices>) => void;
}

/** From all that an app declares to what its graph draws: page, pins, what is hidden, hubs, groups. */
export function useShownCallbacks(): ShownCallbacks {
  const store = usePanelStore();
  const all = usePanel(selectCallbacks);
  const layout = usePanel(selectLayout);
  const choices = usePanel(selectGraphChoices);
  const choose = useCallback((change: Partial<GraphChoices>) => changeGraphChoices(store, change), [store]);
  const pointedOut = usePanel((state) => state.pointedOut);
  const wanted = pointedOut?.callbacks ?? NO_KEYS;
  const wantedProps = pointedOut?.props ?? NO_PROPS;
  const chosenPages = usePanel((state) => state.preferences[ALL_PAGES]);
  const allPages = (chosenPages ?? store.getState().readPreference(ALL_PAGES)) === true;
  const setAllPages = useCallback((next: boolean) => store.getState().setPreference(ALL_PAGES, next), [store]);

  const onPage = useMemo(() => {
    if (all.size < LARGE_APP || layout === null) return all;
    const found = callbacksOnPage(all, layout);
    // A page that has only callbacks of Dash itself would be empty.
    return found.size === all.size || [...found.values()].every(({ hidden }) => hidden === true) ? all : found;
  }, [all, layout]);
  const { pinned, steps, hiddenCallbacks, hiddenProps, shownHubs, grouping: chosen } = choices;
  const drawn = useMemo(() => {
    const pins = pinned.filter((each) => all.has(each));
    const wide =
      pins.length === 0
        ? []
        : hubsOf(all)
            .map(({ prop }) => prop)
            .filter((prop) => !shownHubs.includes(prop));
    const near = pins.length > 0 ? neighbourhoodOf(all, pins, steps, hubPlaces(all, wide)) : allPages ? all : onPage;
    return withoutHidden(
      withPointed(all, near, wanted),
      without(hiddenCallbacks, wanted),
      without(hiddenProps, wantedProps),
    );
  }, [all, onPage, allPages, pinned, steps, hiddenCallbacks, hiddenProps, shownHubs, wanted, wantedProps]);
  const grouping = chosen ?? (drawn.size >= MANY ? 'family' : 'none');
  const isOnePage = !allPages && onPage !== all && !pinned.some((each) => all.has(each));
  const seen = usePanel(selectPagesSeen);
  const pages = grouping === 'page' ? seen : NO_PAGES;
  const shared = useMemo(() => (isOnePage ? sharedCallbacks(onPage, seen) : NONE_SHARED), [isOnePage, onPage, seen]);
  const hubs = useMemo(() => hubsOf(drawn), [drawn]);
  const hubsWithoutLines = useMemo(
    () =>
      hubPlaces(
        drawn,
        hubs.map(({ prop }) => prop).filter((prop) => !shownHubs.includes(prop) && !wantedProps.includes(prop)),
      ),
    [drawn, hubs, shownHubs, wantedProps],
  );
  const groups = useMemo(
    () =>
      groupsOf(
        drawn,
        grouping,
        pages,
        hubPlaces(
          drawn,
          hubs.map(({ prop }) => prop),
        ),
      ),
    [drawn, grouping, pages, hubs],
  );
  const openPointedOut = useEffectEvent(() => {
    const opened = withOpened(choices.opened, groups, wanted);
    if (opened.length > choices.opened.length) choose({ opened });
  });
  // Once for each time something is pointed out: groups that the user closes afterwards stay closed. They stay open
  // otherwise, as if the user had opened them, so that the graph does not jump when nothing is pointed out any more.
  useEffect(() => {
    openPointedOut();
  }, [pointedOut]);
  return {
    all,
    onPage,
    allPages,
    setAllPages,
    drawn,
    shared,
    grouping,
    groups,
    hubs,
    hubsWithoutLines,
    pointedOut,
    choices,
    choose,
  };
}

const without = <T>(list: readonly T[], wanted: readonly T[]): readonly T[] =>
  wanted.length === 0 ? list : list.filter((each) => !wanted.includes(each));
