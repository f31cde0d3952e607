import { stringifyId } from '../../../src/dash/component-id';
import type { JsonObject } from '../../../src/lib/json';
import { boundedCopy } from '../record/bounded-copy';

/** Which components the target of an event is part of. */
export interface Owners {
  /** Ids as the renderer writes them. */
  readonly ids: ReadonlySet<string>;
  /**
   * The target is in no React tree, or in a part that was taken out since: the popup of a component that draws without
   * React, say. Any component may own it.
   */
  readonly isUnknown: boolean;
}

/** The part of React's tree nodes that is read here; the same from React 16 to 19. */
interface Fiber {
  readonly return?: Fiber | null;
  readonly memoizedProps?: { readonly id?: unknown; readonly setProps?: unknown } | null;
  readonly stateNode?: unknown;
}

/** No page nests deeper; a loop in foreign data must not hang the page. */
const MOST_PARENTS = 3_000;

/**
 * The components around an event's target. The DOM alone is not enough: menus and dialogs are often drawn elsewhere in
 * the document (portals), and only React's parent chain leads from there to the component. Dash gives every component
 * it renders a `setProps`, which no other element has.
 * @param path the event's `composedPath()`
 */
export function ownersOf(path: readonly EventTarget[]): Owners {
  const ids = new Set<string>();
  const isInTree = collect(path, ids);
  for (const target of path) {
    const { control } = target as { readonly control?: unknown };
    if (isNode(control)) collect(withParents(control), ids);
  }
  return { ids, isUnknown: !isInTree && !isPageItself(path[0]) };
}

/** @returns whether the chain of React parents ends in a root */
function collect(path: readonly EventTarget[], ids: Set<string>): boolean {
  let fiber: Fiber | undefined;
  for (const target of path) {
    const { id } = target as { readonly id?: unknown };
    if (typeof id === 'string' && id !== '') ids.add(id);
    fiber ??= fiberOf(target);
  }
  let top: Fiber | undefined;
  for (let at = fiber ?? null, steps = 0; at !== null && steps < MOST_PARENTS; at = at.return ?? null, steps++) {
    top = at;
    const { id, setProps } = at.memoizedProps ?? {};
    if (typeof setProps !== 'function') continue;
    if (typeof id === 'string') ids.add(id);
    else if (typeof id === 'object' && id !== null) ids.add(stringifyId(boundedCopy(id) as JsonObject));
  }
  return (top?.stateNode as { readonly containerInfo?: unknown } | null | undefined)?.containerInfo !== undefined;
}

/** React 17 and later, and 16 (Dash up to 2.15 serves it by default). */
const FIBER = /^__react(?:Fiber|InternalInstance)\$/;

function fiberOf(target: EventTarget): Fiber | undefined {
  const key = Object.keys(target).find((name) => FIBER.test(name));
  return key === undefined ? undefined : (target as unknown as Readonly<Record<string, Fiber | undefined>>)[key];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'parentNode' in value;

function withParents(node: Node): readonly Node[] {
  const path: Node[] = [];
  for (let at: Node | null = node; at !== null && path.length < MOST_PARENTS; at = at.parentNode) path.push(at);
  return path;
}

/** A press outside of everything that the page shows. */
const isPageItself = (target: EventTarget | undefined): boolean => {
  const { localName } = (target ?? {}) as { readonly localName?: unknown };
  return localName === undefined || localName === 'body' || localName === 'html';
};
