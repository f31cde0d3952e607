import { describe, expect, it } from 'vitest';
import { captureStores, type StoreCapture } from '../../../content-script/agent/taps/capture-stores';
import type { ForeignStore } from '../../../content-script/agent/taps/renderer-types';
import { createFakeStore } from '../../support/fakes/fake-store';

type Page = Window & { store?: unknown; dash_stores?: unknown };

const createPage = (own: object = {}): Page => own as Page;
const createDashStore = (): ForeignStore => createFakeStore((state) => state, { callbacks: {}, graphs: {}, paths: {} });

function capture(page: Page): StoreCapture & { readonly found: ForeignStore[] } {
  const found: ForeignStore[] = [];
  return { found, ...captureStores(page, (store) => found.push(store)) };
}

describe('captureStores', () => {
  it('finds a store when it is assigned', () => {
    const page = createPage();
    const { found } = capture(page);
    const store = createDashStore();
    page.store = store;
    expect(found).toEqual([store]);
    expect(page.store).toBe(store);
  });

  it('finds the store of every renderer once', () => {
    const page = createPage();
    const { found } = capture(page);
    const [first, second] = [createDashStore(), createDashStore()];
    for (const store of [first, second, first, second]) page.store = store;
    expect(found).toEqual([first, second]);
  });

  it('finds stores that already exist', () => {
    const [old, newest] = [createDashStore(), createDashStore()];
    const { found } = capture(createPage({ store: newest, dash_stores: [old, newest, null, {}] }));
    expect(new Set(found)).toEqual(new Set([old, newest]));
    expect(found).toHaveLength(2);
  });

  it('ignores what is not a Dash store', () => {
    const page = createPage();
    const { found } = capture(page);
    const others = [
      undefined,
      null,
      3,
      'x',
      {},
      [],
      createFakeStore((state) => state, {}),
      createFakeStore((state) => state, null),
      { dispatch: 1 },
    ];
    for (const value of others) {
      page.store = value;
      expect(page.store).toBe(value);
    }
    expect(found).toEqual([]);
  });

  it('lets the page assign a store of its own that throws when inspected', () => {
    const page = createPage();
    const { found } = capture(page);
    const store = {
      ...createDashStore(),
      getState: () => {
        throw new Error('not while reducing');
      },
    };
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error('do not look');
        },
      },
    );
    page.store = store;
    expect(page.store).toBe(store);
    page.store = trap;
    expect(page.store).toBe(trap);
    expect(found).toEqual([]);
  });

  it('behaves like the plain property that it replaces', () => {
    const page = createPage();
    capture(page);
    page.store = 1;
    expect(Object.keys(page)).toContain('store');
    expect(Object.getOwnPropertyDescriptor(page, 'store')).toMatchObject({ configurable: true, enumerable: true });
    delete page.store;
    expect('store' in page).toBe(false);
    page.store = 2;
    expect(page.store).toBe(2);
  });

  it('leaves a property alone that the page defined under the name', () => {
    const getter = { get: () => 'mine', configurable: true };
    for (const descriptor of [
      getter,
      { value: 1, writable: false, configurable: true },
      { value: 1, writable: true, configurable: false },
    ]) {
      const page = createPage(Object.defineProperty({}, 'store', descriptor));
      const before = Object.getOwnPropertyDescriptor(page, 'store');
      const { dispose } = capture(page);
      expect(Object.getOwnPropertyDescriptor(page, 'store')).toEqual(before);
      dispose();
      expect(Object.getOwnPropertyDescriptor(page, 'store')).toEqual(before);
    }
  });

  it('still finds stores in dash_stores where the name is taken', () => {
    const store = createDashStore();
    const page = createPage(Object.defineProperty({ dash_stores: [store] }, 'store', { get: () => 'mine' }));
    expect(capture(page).found).toEqual([store]);
  });

  it.each([
    ['var store', { value: undefined, writable: true, enumerable: true, configurable: false }],
    ['function store', { value: () => undefined, writable: true, enumerable: true, configurable: false }],
  ])('finds the store when it looks, where a script of the page declared `%s`', (_, declared) => {
    const page = createPage(Object.defineProperty({}, 'store', declared));
    const { found, look } = capture(page);
    look();
    expect(found).toEqual([]);
    const store = createDashStore();
    page.store = store;
    look();
    look();
    expect(found).toEqual([store]);
  });

  it('finds the store when it looks, where a script declared the function after the accessor was there', () => {
    const page = createPage();
    const { found, look } = capture(page);
    Object.defineProperty(page, 'store', { value: () => undefined, writable: true, configurable: false });
    const store = createDashStore();
    page.store = store;
    look();
    expect(found).toEqual([store]);
  });

  it('restores a plain property', () => {
    const page = createPage();
    const { dispose, found } = capture(page);
    const store = createDashStore();
    page.store = store;
    dispose();
    expect(Object.getOwnPropertyDescriptor(page, 'store')).toEqual({
      value: store,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    page.store = createDashStore();
    expect(found).toHaveLength(1);
  });

  it('leaves no trace when there never was a store', () => {
    const page = createPage();
    capture(page).dispose();
    expect('store' in page).toBe(false);
  });

  it('leaves alone what replaced it', () => {
    const page = createPage();
    const { dispose } = capture(page);
    Object.defineProperty(page, 'store', { value: 'theirs', configurable: true, writable: false });
    dispose();
    expect(page.store).toBe('theirs');
  });
});
