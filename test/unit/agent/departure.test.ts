import { describe, expect, it } from 'vitest';
import { watchDeparture, type RunningFunction } from '../../../content-script/agent/page/departure';

/** A page that says where it navigates, unless `silent`. */
function pageAt(href: string, { silent = false } = {}) {
  const navigation = new EventTarget();
  let running: RunningFunction | null = null;
  let begun = 0;
  const page = { location: { href }, ...(silent ? {} : { navigation }) } as unknown as Window;
  const departure = watchDeparture(
    page,
    () => running,
    () => begun++,
  );
  return {
    departure,
    begun: () => begun,
    run: (fn: RunningFunction | null) => (running = fn),
    navigate: (url: string, sameDocument = false) =>
      navigation.dispatchEvent(Object.assign(new Event('navigate'), { destination: { url, sameDocument } })),
  };
}
const write = (props: object, refresh?: unknown) => ({
  id: 'url',
  call: 5,
  seq: 40,
  props: props as Readonly<Record<string, unknown>>,
  refresh,
});

describe('what a document is left for', () => {
  it('is the address that a call wrote, if the browser navigates there', () => {
    const { departure, navigate } = pageAt('http://h/app?a=1');
    departure.written(write({ pathname: '/next' }));
    navigate('http://h/next?a=1');
    expect(departure.left()).toMatchObject({ call: 5, write: 40, prop: 'url.pathname', proven: true });
  });

  it('is not an address that was written, if the browser navigates elsewhere', () => {
    const { departure, navigate } = pageAt('http://h/app');
    departure.written(write({ href: '/next' }));
    navigate('http://h/other');
    expect(departure.left()).toMatchObject({ call: null, prop: null, proven: false });
  });

  it('is not an address that does not load the page', () => {
    const { departure } = pageAt('http://h/app', { silent: true });
    departure.written(write({ href: '/next' }, false));
    departure.written(write({ href: '/next' }, 'callback-nav'));
    expect(departure.left()).toMatchObject({ call: null, url: null });
  });

  it('is unproven in a browser that does not say where it navigates', () => {
    const { departure } = pageAt('http://h/app', { silent: true });
    departure.written(write({ search: '?b' }));
    expect(departure.left()).toMatchObject({ call: 5, url: 'http://h/app?b', proven: false });
  });

  it('is what a clientside function navigates to, once its call is known', () => {
    const { departure, navigate, run, begun } = pageAt('http://h/app');
    const fn: { call: number | null; whenKnown: (() => void) | null } = { call: null, whenKnown: null };
    run(fn);
    navigate('http://h/next');
    run(null);
    expect(departure.left()).toMatchObject({ call: null, proven: false });
    fn.call = 9;
    fn.whenKnown?.();
    expect(begun()).toBe(2);
    expect(departure.left()).toMatchObject({ call: 9, prop: null, proven: true });
  });

  it('is nothing when only the address within the document changes', () => {
    const { departure, navigate, begun } = pageAt('http://h/app');
    navigate('http://h/app#part', true);
    expect(begun()).toBe(0);
    expect(departure.left()).toMatchObject({ call: null, url: null });
  });
});
