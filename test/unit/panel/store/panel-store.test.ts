import { describe, expect, it } from 'vitest';
import type { App } from '../../../../panel/store/panel-state';
import { createPanelStore } from '../../../../panel/store/panel-store';
import { memoryPreferences, storagePreferences } from '../../../../panel/store/preferences';
import { toCallbackKey, toCallId, toPropId } from '../../../../src/trace/types';
import { traceFrom } from '../../../support/notation/trace-from';

const app = (id: string, connected = true, ...lines: string[]): App => ({
  id,
  label: id,
  url: 'http://x/',
  connected,
  model: traceFrom(...lines),
});
const LINE = 'c1 a.o <- b.i 0-1';

describe('apps', () => {
  it('shows the first app and keeps it when a second appears', () => {
    const store = createPanelStore();
    store.getState().setApp(app('one'));
    store.getState().setApp(app('two'));
    expect(store.getState()).toMatchObject({ appId: 'one' });
    store.getState().chooseApp('two');
    store.getState().setApp(app('one', true, LINE));
    expect(store.getState().appId).toBe('two');
    expect(store.getState().apps.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('switches to the new document after a reload, and keeps the selected callback', () => {
    const store = createPanelStore();
    store.getState().setApp(app('old', true, LINE));
    store.getState().selectCall(toCallId('c1'));
    store.getState().setApp(app('old', false, LINE));
    expect(store.getState().selection.call).toBe('c1');
    store.getState().setApp(app('new', true, LINE));
    expect(store.getState()).toMatchObject({ appId: 'new', selection: { call: null, callback: 'a.o', prop: null } });
  });

  it('switches to another app when the current one is gone', () => {
    const store = createPanelStore();
    store.getState().setApp(app('one'));
    store.getState().setApp(app('two'));
    store.getState().removeApp('one');
    expect(store.getState().appId).toBe('two');
    store.getState().removeApp('two');
    expect(store.getState().appId).toBeNull();
  });
});

describe('selection', () => {
  it('includes the callback of a call', () => {
    const store = createPanelStore();
    store.getState().setApp(app('one', true, LINE));
    store.getState().selectCall(toCallId('c1'), true);
    expect(store.getState()).toMatchObject({ selection: { call: 'c1', callback: 'a.o' }, inspectorOpen: true });
    store.getState().selectCallback(toCallbackKey('a.o'));
    expect(store.getState().selection).toEqual({ call: null, callback: 'a.o', prop: null, component: null });
  });

  it('drops a call that was cleared', () => {
    const store = createPanelStore();
    store.getState().setApp(app('one', true, LINE));
    store.getState().selectCall(toCallId('c1'));
    store.getState().setApp(app('one', true, 'callback a.o <- b.i'));
    expect(store.getState().selection).toEqual({ call: null, callback: 'a.o', prop: null, component: null });
  });
});

describe('what is pointed out', () => {
  const what = { title: 'Callbacks in a cycle', callbacks: [toCallbackKey('a.o')], props: [toPropId('b.i')] };
  const pointing = () => {
    const store = createPanelStore();
    store.getState().setApp(app('one', true, LINE));
    store.getState().selectCall(toCallId('c1'), true);
    store.getState().pointOut(what);
    return store;
  };

  it('is shown in the graph, instead of the selection', () =>
    expect(pointing().getState()).toMatchObject({
      view: 'graph',
      pointedOut: what,
      selection: { call: null, callback: null },
      inspectorOpen: false,
    }));

  it('is kept while its parts are selected', () => {
    const store = pointing();
    store.getState().selectCallback(toCallbackKey('a.o'), true);
    store.getState().selectProp(toPropId('b.i'));
    store.getState().showView('problems');
    store.getState().setApp(app('one', true, LINE));
    expect(store.getState().pointedOut).toBe(what);
  });

  it.each<readonly [string, (state: ReturnType<ReturnType<typeof pointing>['getState']>) => void]>([
    ['another callback is chosen', (state) => state.selectCallback(toCallbackKey('other.o'))],
    ['another property is chosen', (state) => state.selectProp(toPropId('other.i'))],
    ['a call is chosen', (state) => state.selectCall(toCallId('c1'))],
    ['a component is chosen', (state) => state.selectComponent('other')],
    ['nothing is chosen any more', (state) => state.clearSelection()],
    ['the app goes', (state) => state.removeApp('one')],
  ])('ends when %s', (_, choose) => {
    const store = pointing();
    choose(store.getState());
    expect(store.getState().pointedOut).toBeNull();
  });

  it('ends with another app, and with another document of the same app', () => {
    const store = pointing();
    store.getState().setApp(app('two'));
    store.getState().chooseApp('two');
    expect(store.getState().pointedOut).toBeNull();
    const reloaded = pointing();
    reloaded.getState().setApp(app('one', false, LINE));
    reloaded.getState().setApp(app('new', true, LINE));
    expect(reloaded.getState().pointedOut).toBeNull();
  });
});

describe('notices', () => {
  it('replaces a notice with the same id and keeps a bounded number', () => {
    const store = createPanelStore();
    for (let i = 0; i < 50; i++) store.getState().notify({ id: `n${i}`, level: 'note', text: 'x' });
    store.getState().notify({ id: 'n49', level: 'error', text: 'y' });
    expect(store.getState().notices).toHaveLength(20);
    expect(store.getState().notices.at(-1)).toEqual({ id: 'n49', level: 'error', text: 'y' });
    store.getState().dismissNotice('n49');
    expect(store.getState().notices).toHaveLength(19);
  });
});

describe('preferences', () => {
  it('restore the view, and fall back when the stored one is invalid', () => {
    const port = memoryPreferences();
    createPanelStore(port).getState().showView('calls');
    expect(createPanelStore(port).getState().view).toBe('calls');
    port.write('view', { broken: true });
    expect(createPanelStore(port).getState().view).toBe('graph');
  });

  it('work without a storage, or with one that throws or holds invalid data', () => {
    const broken = storagePreferences({
      getItem: () => {
        throw new Error('blocked');
      },
      setItem: () => {
        throw new Error('full');
      },
    });
    broken.write('a', 1);
    expect(broken.read('a')).toBeUndefined();
    expect(storagePreferences({ getItem: () => '{not json', setItem: () => undefined }).read('a')).toBeUndefined();
  });
});
