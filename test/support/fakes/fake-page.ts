import type { Path } from '../../../content-script/agent/page/layout-path';

/** An element of a page without rendering: its ancestors in the DOM and for React. */
export interface FakeElement extends EventTarget {
  readonly id: string;
  readonly localName: string;
  readonly parentNode: FakeElement | null;
  readonly [key: string]: unknown;
}

export interface FakeElementOptions {
  readonly id?: string;
  readonly localName?: string;
  /** Its ancestors in the document. */
  readonly parent?: FakeElement | null;
  /** Its ancestor Dash components in React, nearest first; absent: React does not know it. */
  readonly components?: readonly (string | object)[];
  /** React took it out of its tree. */
  readonly isDetached?: boolean;
  readonly [key: string]: unknown;
}

export function fakeElement({
  id = '',
  localName = 'div',
  parent = null,
  components,
  isDetached = false,
  ...rest
}: FakeElementOptions = {}): FakeElement {
  let fiber: object = { return: null, memoizedProps: null, stateNode: isDetached ? {} : { containerInfo: {} } };
  for (const component of [...(components ?? [])].reverse())
    fiber = { return: fiber, memoizedProps: { id: component, setProps: () => undefined } };
  return {
    ...rest,
    id,
    localName,
    parentNode: parent,
    ...(components === undefined ? {} : { __reactFiber$x1: { return: fiber, memoizedProps: {} } }),
  } as unknown as FakeElement;
}

/** A window with its own clock for a test. */
export interface FakePage {
  readonly window: Window & { readonly location: { href: string } };
  readonly wait: (milliseconds: number) => void;
  /** An event of the user, or of a script; `during` runs as a handler of it. */
  readonly fire: (type: string, target: FakeElement, during?: () => void, isTrusted?: boolean) => void;
  /** The pointer goes down and up again. */
  readonly press: (target: FakeElement) => void;
}

/** @param onPage ids of the elements of the document */
export function fakePage(onPage: readonly string[] = []): FakePage {
  let time = 10_000;
  const listeners = new Map<string, ((event: Event) => void)[]>();
  const window = {
    performance: { now: () => time },
    addEventListener: (type: string, listener: (event: Event) => void) =>
      listeners.set(type, [...(listeners.get(type) ?? []), listener]),
    document: { getElementById: (id: string) => (onPage.includes(id) ? {} : null) },
    location: { href: 'http://localhost/' },
    event: undefined,
  } as unknown as FakePage['window'];
  const fire: FakePage['fire'] = (type, target, during, isTrusted = true) => {
    const path: FakeElement[] = [];
    for (let at: FakeElement | null = target; at !== null; at = at.parentNode) path.push(at);
    const event = { type, target, isTrusted, composedPath: () => path } as unknown as Event;
    for (const listener of listeners.get(type) ?? []) listener(event);
    Object.assign(window, { event });
    during?.();
    Object.assign(window, { event: undefined });
  };
  return {
    window,
    fire,
    wait(milliseconds) {
      time += milliseconds;
    },
    press(target) {
      fire('pointerdown', target);
      fire('pointerup', target);
    },
  };
}

/** The position of a component in the layout: `0`, `0.children.1`, … */
export const layoutPath = (text: string): Path => [
  'components',
  ...text.split('.').flatMap((step): Path => (/^\d+$/.test(step) ? [Number(step)] : ['props', step])),
];
