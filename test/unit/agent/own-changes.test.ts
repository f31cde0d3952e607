import { describe, expect, it } from 'vitest';
import { createGestureClock } from '../../../content-script/agent/page/gesture-clock';
import { createOwnChanges, type WhoChanged } from '../../../content-script/agent/calls/own-changes';
import { fakeElement, fakePage, layoutPath, type FakeElement, type FakePage } from '../../support/fakes/fake-page';

interface Scene extends FakePage {
  /** The component `id` at a position in the layout changes its properties. */
  readonly change: (id: string, place: string, props: object, component?: string, held?: object) => WhoChanged;
  readonly write: (id: string, place: string, ...names: readonly string[]) => void;
  readonly load: () => void;
}

function scene(): Scene {
  const page = fakePage(['town', 'tabs', 'chart']);
  const changes = createOwnChanges(page.window, createGestureClock(page.window));
  return {
    ...page,
    change: (id, place, props, component = 'dash_core_components.Dropdown', held = {}) =>
      changes.explain({
        id,
        path: layoutPath(place),
        component,
        props: props as Record<string, unknown>,
        held: held as Record<string, unknown>,
      }),
    write: (id, place, ...names) => {
      changes.written(layoutPath(place), id, names);
    },
    load: changes.loaded,
  };
}
const inside = (...components: readonly string[]): FakeElement => fakeElement({ components });

describe('a component that changes by itself', () => {
  it('follows the write of another of its properties', () => {
    const { press, wait, write, change } = scene();
    press(inside('part'));
    wait(50);
    write('town', '1', 'options');
    wait(20);
    expect(change('town', '1', { value: null })).toEqual({
      gesture: null,
      after: { what: 'write', id: 'town', property: 'options' },
    });
  });

  it('follows the write even when the user clicked it before', () => {
    const { press, wait, write, change } = scene();
    press(inside('town'));
    wait(50);
    write('town', '1', 'options');
    expect(change('town', '1', { value: null })).toMatchObject({ gesture: null, after: { what: 'write' } });
    wait(1);
    press(inside('town'));
    expect(change('town', '1', { value: 'Rome' })).toEqual({ gesture: { action: 2 } });
  });

  it('follows the write that added it to the page', () => {
    const { write, wait, change } = scene();
    write('place', '0', 'children');
    wait(5);
    expect(change('where', '0.children.3', { pathname: '/' }, 'dash_core_components.Location')).toEqual({
      gesture: null,
      after: { what: 'layout', id: 'place', property: 'children' },
    });
  });

  it('follows the write of a property of an ancestor that does not contain it', () => {
    const { write, change } = scene();
    write('tabs', '0', 'value');
    expect(change('chart', '0.children.1', { relayoutData: {} }, 'dash_core_components.Graph').after).toEqual({
      what: 'write',
      id: 'tabs',
      property: 'value',
    });
  });

  it('follows the page load, and the rendering of another component', () => {
    const { load, wait, fire, change } = scene();
    load();
    wait(100);
    expect(change('where', '0', { pathname: '/' }, 'dash_core_components.Location').after).toEqual({ what: 'mount' });
    wait(5_000);
    fire('pointerdown', fakeElement({ components: ['tabs'] }), () => {
      expect(change('tabs', '1', { value: 'b' })).toEqual({ gesture: { action: 1 } });
      expect(change('chart', '1.children.0', { relayoutData: {} }, 'dash_core_components.Graph')).toEqual({
        gesture: null,
        after: { what: 'mount' },
      });
    });
  });

  it('follows nothing that was written long ago, or elsewhere', () => {
    const { write, wait, change } = scene();
    write('town', '1', 'options');
    write('other', '10', 'children');
    wait(1_200);
    expect(change('town', '1', { value: null })).toEqual({ gesture: null });
  });

  it('is not caused by a click that was only counted, when something inside of it changes', () => {
    const { fire, change } = scene();
    fire('pointerdown', fakeElement({ components: ['town', 'box'] }), () => {
      change('box', '0', { n_clicks: 1, n_clicks_timestamp: 3 }, 'dash_html_components.Div');
    });
    expect(change('town', '0.children.0', { value: 'Rome' })).toEqual({ gesture: { action: 1 } });
  });

  it('can delay what the user typed during the write, but not send back what was written', () => {
    const { press, wait, write, change } = scene();
    press(inside('town'));
    wait(10);
    write('town', '1', 'error');
    expect(change('town', '1', { value: 'R' }, 'x.TextInput', { debounce: 300 })).toEqual({ gesture: { action: 1 } });
    write('town', '1', 'value');
    expect(change('town', '1', { value: 'R' }, 'x.TextInput', { debounce: 300 })).toMatchObject({
      gesture: null,
      after: { property: 'value' },
    });
  });

  it('is known from the browser when another tab wrote, or when the URL changed', () => {
    const { fire, write, change } = scene();
    const page = fakeElement({ localName: 'body' });
    write('kept', '2', 'data');
    const seen: unknown[] = [];
    fire('storage', page, () => {
      seen.push(change('kept', '2', { data: 1 }, 'dash_core_components.Store').after);
    });
    fire('popstate', page, () => {
      seen.push(change('where', '3', { pathname: '/' }, 'dash_core_components.Location').after);
    });
    expect(seen).toEqual([{ what: 'storage' }, { what: 'navigation' }]);
  });

  it("follows the pointer: what it shows under the pointer is the user's doing", () => {
    const { change } = scene();
    expect(change('chart', '0', { hoverData: {} }, 'dash_core_components.Graph')).toEqual({
      gesture: { action: null },
    });
    expect(change('chart', '0', { relayoutData: {} }, 'dash_core_components.Graph')).toEqual({ gesture: null });
  });
});
