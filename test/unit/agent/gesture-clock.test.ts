import { describe, expect, it } from 'vitest';
import { createGestureClock, type GestureClock } from '../../../content-script/agent/page/gesture-clock';
import { GESTURE_SPAN } from '../../../src/protocol/events';
import { fakeElement, fakePage, type FakePage } from '../../support/fakes/fake-page';

const ON_PAGE = ['town', 'menu', 'save', '{"i":1,"t":"x"}'];

function clockOf(): FakePage & {
  readonly clock: GestureClock;
  readonly of: (id: string) => number | null | undefined;
} {
  const page = fakePage(ON_PAGE);
  const clock = createGestureClock(page.window);
  return { ...page, clock, of: (id) => clock.behind({ id, since: -Infinity, isLate: false })?.action };
}

describe('the gesture behind a change', () => {
  it('belongs to the component where it happened, and to those around it', () => {
    const { fire, of } = clockOf();
    fire('pointerdown', fakeElement({ components: ['save', 'town'] }));
    expect([of('save'), of('town'), of('menu')]).toEqual([1, 1, undefined]);
  });

  it('is found across a portal, which only React can follow', () => {
    const { fire, of } = clockOf();
    const body = fakeElement({ localName: 'body' });
    fire('pointerdown', fakeElement({ parent: fakeElement({ parent: body }), components: ['town'] }));
    expect([of('town'), of('save')]).toEqual([1, undefined]);
  });

  it('is found by the id of an element outside React', () => {
    const { fire, of } = clockOf();
    fire('pointerdown', fakeElement({ parent: fakeElement({ id: 'town' }) }));
    expect(of('town')).toBe(1);
  });

  it('is found for object ids, however React stores them', () => {
    const { fire, of } = clockOf();
    fire('pointerdown', fakeElement({ components: [{ t: 'x', i: 1 }] }));
    expect(of('{"i":1,"t":"x"}')).toBe(1);
  });

  it('is found for the field that a label belongs to', () => {
    const { fire, of } = clockOf();
    const control = fakeElement({ localName: 'input', components: ['town'] });
    fire('pointerdown', fakeElement({ localName: 'label', control, components: [] }));
    expect([of('town'), of('menu')]).toEqual([1, undefined]);
  });

  it('can belong to any component when it happened in a popup outside React', () => {
    const { fire, of } = clockOf();
    const body = fakeElement({ localName: 'body' });
    fire('pointerdown', fakeElement({ parent: body }));
    expect([of('town'), of('not-drawn')]).toEqual([1, undefined]);
    fire('pointerdown', body);
    expect(of('town')).toBe(1);
  });

  it('is missing when it happened on the page itself', () => {
    const { fire, of } = clockOf();
    fire('pointerdown', fakeElement({ localName: 'body' }));
    expect(of('town')).toBeUndefined();
  });

  it('is missing for scripted events and for old gestures', () => {
    const { fire, press, wait, of } = clockOf();
    fire('pointerdown', fakeElement({ components: ['town'] }), undefined, false);
    expect(of('town')).toBeUndefined();
    press(fakeElement({ components: ['town'] }));
    wait(GESTURE_SPAN - 1);
    expect(of('town')).toBe(1);
    wait(1);
    expect(of('town')).toBeUndefined();
  });

  it('lasts as long as the pointer is down, and while a file is read', () => {
    const { fire, wait, of } = clockOf();
    fire('pointerdown', fakeElement({ components: ['town'] }));
    wait(10_000);
    expect(of('town')).toBe(1);
    fire('pointerup', fakeElement({ localName: 'body' }));
    expect(of('town')).toBeUndefined();
    fire('change', fakeElement({ components: ['menu'], files: { length: 1 } }));
    wait(10_000);
    expect(of('menu')).toBe(2);
  });

  it("does not count when the component was written since, unless it delays the user's input", () => {
    const { press, clock, wait } = clockOf();
    press(fakeElement({ components: ['town'] }));
    wait(10);
    const since = 10_005;
    expect(clock.behind({ id: 'town', since, isLate: false })).toBeNull();
    expect(clock.behind({ id: 'town', since, isLate: true })).toEqual({ action: 1 });
  });

  it('is certain inside a handler, also for listeners on the whole document', () => {
    const { fire, clock, of } = clockOf();
    let seen: unknown[] = [];
    fire('keydown', fakeElement({ components: ['save'] }), () => {
      seen = [of('town'), clock.behind({ id: 'menu', since: 9_999, isLate: false }), of('not-drawn')];
    });
    // A component that was just added changes by itself, even inside the handler.
    expect(seen).toEqual([1, null, undefined]);
  });

  it('is a pointer movement while its handler runs', () => {
    const { fire, clock } = clockOf();
    let seen: unknown[] = [];
    const change = { since: -Infinity, isLate: false };
    fire('mousemove', fakeElement({ components: ['town'] }), () => {
      seen = [clock.behind({ id: 'town', ...change }), clock.behind({ id: 'menu', ...change })];
    });
    expect(seen).toEqual([{ action: null }, null]);
  });

  it('numbers actions: what follows from a click or a key is part of it', () => {
    const { fire, wait, of } = clockOf();
    const target = fakeElement({ components: ['town'] });
    const after = (type: string, ms: number): number | null | undefined => {
      wait(ms);
      fire(type, target);
      return of('town');
    };
    expect([after('pointerdown', 0), after('change', 5), after('pointerup', 80)]).toEqual([1, 1, 1]);
    expect([after('keydown', 100), after('input', 1)]).toEqual([2, 2]);
    expect([after('wheel', GESTURE_SPAN), after('wheel', 100)]).toEqual([3, 3]);
  });

  it('is still known for elements that have left the page since', () => {
    const { fire, of } = clockOf();
    const button = fakeElement({ components: ['save'] }) as unknown as Record<string, unknown>;
    fire('pointerdown', button as never);
    expect(of('save')).toBe(1);
    button['__reactFiber$x1'] = { return: null };
    expect([of('save'), of('town')]).toEqual([1, undefined]);
  });
});

describe('the gesture behind an address', () => {
  it('is the link that leads there', () => {
    const { window, fire, clock } = clockOf();
    const link = fakeElement({ localName: 'a', href: 'http://localhost/other' });
    fire('pointerdown', fakeElement({ parent: link }));
    expect(clock.behindAddress(-Infinity)).toBeNull();
    window.location.href = 'http://localhost/other';
    expect(clock.behindAddress(-Infinity)).toEqual({ action: 1 });
    expect(clock.behindAddress(10_001)).toBeNull();
  });
});
