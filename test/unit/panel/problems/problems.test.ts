import { describe, expect, it } from 'vitest';
import { toProblemGroups } from '../../../../panel/problems/to-problem-groups';
import { countProblems, selectMuted, selectProblems, setMuted } from '../../../../panel/selectors/problems';
import { createPanelStore } from '../../../../panel/store/panel-store';
import { memoryPreferences } from '../../../../panel/store/preferences';
import { PLAIN_NAMES } from '../../../../src/words/plain';
import { traceFrom } from '../../../support/notation/trace-from';

const CYCLE = ['callback b.value <- a.value', 'callback a.value <- b.value'];
const STALE = ['c1 rate.data=2 <- btn.n_clicks=1 0-300', 'c2 offer.children="1" <- btn.n_clicks=1 ~ rate.data=1 0-40'];

const storeWith = (preferences = memoryPreferences(), id = 'app') => {
  const store = createPanelStore(preferences);
  store
    .getState()
    .setApp({ id, label: 'App', url: 'http://localhost:8050/', connected: true, model: traceFrom(...CYCLE, ...STALE) });
  return store;
};

describe('problems of the app on screen', () => {
  it('are the same object while nothing changes', () => {
    const store = storeWith();
    expect(selectProblems(store.getState())).toBe(selectProblems(store.getState()));
    expect(countProblems(store.getState())).toBe(2);
  });

  it('stay muted for the app, in another document and another browser session', () => {
    const preferences = memoryPreferences();
    const store = storeWith(preferences);
    const [cycle] = selectProblems(store.getState());
    if (cycle === undefined) throw new Error('nothing was found');
    setMuted(store, cycle, true);
    expect(countProblems(store.getState())).toBe(1);
    const later = storeWith(preferences, 'another document');
    expect(selectMuted(later.getState())).toEqual([cycle.id]);
    expect(selectMuted(later.getState())).toBe(selectMuted(later.getState()));
    setMuted(later, cycle, false);
    expect(countProblems(later.getState())).toBe(2);
  });

  it('ignore an invalid list of ids', () => {
    const preferences = memoryPreferences();
    const key = 'problems.muted:http://localhost:8050/ Test app';
    preferences.write(key, { what: 'else' });
    expect(selectMuted(storeWith(preferences).getState())).toEqual([]);
  });
});

describe('groups', () => {
  const findings = selectProblems(storeWith().getState());

  it('keep their order, with muted findings separate', () => {
    const { groups, muted } = toProblemGroups(findings, [findings[0]?.id ?? ''], [], PLAIN_NAMES);
    expect(groups.map(({ title, findings: own }) => [title, own.map(({ rule }) => rule)])).toEqual([
      ['Conflicts and stale values', ['stale-state']],
    ]);
    expect(muted.map(({ rule }) => rule)).toEqual(['declared-cycle']);
  });

  it('contain what matches the search', () => {
    expect(
      toProblemGroups(findings, [], ['cycle', 'a.value'], PLAIN_NAMES).groups.flatMap(({ findings: own }) =>
        own.map(({ rule }) => rule),
      ),
    ).toEqual(['declared-cycle']);
    expect(toProblemGroups(findings, [], ['nowhere'], PLAIN_NAMES).groups).toEqual([]);
  });
});
