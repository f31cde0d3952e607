import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { detectDash } from '../../../content-script/agent/taps/detect-dash';

type Page = Window & typeof globalThis;

interface FakePage {
  readonly page: Page;
  readonly touched: string[];
  /** The parser made progress; `true` when it passed `_dash-config`. */
  readonly parse: (config: boolean) => void;
  readonly load: () => void;
  readonly give: (name: string) => void;
  readonly listeners: () => number;
}

let observers = new Set<() => void>();

class FakeObserver {
  private readonly seen: () => void;
  constructor(seen: () => void) {
    this.seen = seen;
  }
  observe(): void {
    observers.add(this.seen);
  }
  disconnect(): void {
    observers.delete(this.seen);
  }
}

function createPage(config = false): FakePage {
  let hasConfig = config;
  const touched: string[] = [];
  const loads = new Set<() => void>();
  const own: Record<string, unknown> = {
    document: { getElementById: (id: string) => (id === '_dash-config' && hasConfig ? {} : null) },
    addEventListener: (_: string, listener: () => void) => loads.add(listener),
    removeEventListener: (_: string, listener: () => void) => loads.delete(listener),
  };
  const note = (name: string | symbol): boolean => {
    touched.push(String(name));
    return false;
  };
  return {
    page: new Proxy(own, {
      set: (_, name) => note(name),
      defineProperty: (_, name) => note(name),
      deleteProperty: (_, name) => note(name),
    }) as unknown as Page,
    touched,
    parse: (passed) => {
      hasConfig ||= passed;
      for (const seen of [...observers]) seen();
    },
    load: () => {
      for (const listener of [...loads]) listener();
    },
    give: (name) => {
      own[name] = {};
    },
    listeners: () => loads.size,
  };
}

describe('detectDash', () => {
  beforeEach(() => {
    observers = new Set();
    vi.stubGlobal('MutationObserver', FakeObserver);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('detects the config while the page is still being parsed, once', () => {
    const fake = createPage();
    const found = vi.fn();
    detectDash(fake.page, found);
    fake.parse(false);
    expect(found).not.toHaveBeenCalled();
    fake.parse(true);
    fake.parse(true);
    fake.load();
    expect(found).toHaveBeenCalledTimes(1);
    expect([observers.size, fake.listeners()]).toEqual([0, 0]);
  });

  it('detects a page that is already loaded at once', () => {
    const found = vi.fn();
    detectDash(createPage(true).page, found);
    expect(found).toHaveBeenCalledTimes(1);
    expect(observers.size).toBe(0);
  });

  it.each(['dash_stores', 'dash_renderer'])('detects at load a Dash without config that left %s', (name) => {
    const fake = createPage();
    const found = vi.fn();
    detectDash(fake.page, found);
    fake.give(name);
    fake.load();
    expect(found).toHaveBeenCalledTimes(1);
  });

  it('changes nothing on a page that is not Dash, and stops looking after it has loaded', () => {
    const fake = createPage();
    const found = vi.fn();
    detectDash(fake.page, found);
    for (let step = 0; step < 50; step++) fake.parse(false);
    fake.load();
    fake.parse(true);
    expect(found).not.toHaveBeenCalled();
    expect(fake.touched).toEqual([]);
    expect([observers.size, fake.listeners()]).toEqual([0, 0]);
  });

  it('stops looking when it is stopped', () => {
    const fake = createPage();
    const found = vi.fn();
    detectDash(fake.page, found)();
    fake.parse(true);
    fake.load();
    expect(found).not.toHaveBeenCalled();
  });
});
