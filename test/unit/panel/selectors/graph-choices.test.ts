import { describe, expect, it, vi } from 'vitest';
import { changeGraphChoices, NO_CHOICES, selectGraphChoices } from '../../../../panel/selectors/graph-choices';
import { createPanelStore, type PanelState } from '../../../../panel/store/panel-store';
import { memoryPreferences } from '../../../../panel/store/preferences';
import { toCallbackKey } from '../../../../src/trace/types';

const KEY = toCallbackKey('a.b');

describe("the user's choices in the graph", () => {
  it('are the same object while nothing changes, and are read from the storage once', () => {
    const preferences = memoryPreferences();
    preferences.write('graph.choices:', { hiddenCallbacks: ['a.b'] });
    const read = vi.spyOn(preferences, 'read');
    const store = createPanelStore(preferences);
    const first = selectGraphChoices(store.getState());
    expect(first.hiddenCallbacks).toEqual([KEY]);
    expect(selectGraphChoices(store.getState())).toBe(first);
    expect(read.mock.calls.filter(([key]) => key === 'graph.choices:')).toHaveLength(1);
  });

  it('change in one part, are stored, and keep the other parts', () => {
    const preferences = memoryPreferences();
    const store = createPanelStore(preferences);
    changeGraphChoices(store, { hiddenCallbacks: [KEY] });
    changeGraphChoices(store, { steps: 2 });
    const expected = { ...NO_CHOICES, hiddenCallbacks: [KEY], steps: 2 };
    expect(selectGraphChoices(store.getState())).toEqual(expected);
    expect(selectGraphChoices(store.getState())).toBe(selectGraphChoices(store.getState()));
    expect(selectGraphChoices(createPanelStore(preferences).getState())).toEqual(expected);
  });

  it('are separate for each page', () => {
    const store = createPanelStore(memoryPreferences());
    changeGraphChoices(store, { hiddenCallbacks: [KEY] });
    const elsewhere: PanelState = {
      ...store.getState(),
      appId: 'x',
      apps: [{ id: 'x', url: 'http://localhost:8050/' }] as unknown as PanelState['apps'],
    };
    expect(selectGraphChoices(elsewhere)).toEqual(NO_CHOICES);
  });
});
