import type { JsonObject } from '../../../src/lib/json';
import type { EventBody, WriteOrigin } from '../../../src/protocol/events';
import { stringifyId } from '../../../src/dash/component-id';
import { boundedCopy } from '../record/bounded-copy';
import { copyValue } from './clientside-values';
import type { Change, OwnChanges, WhoChanged } from './own-changes';
import { pathOf } from '../page/layout-path';
import type { TextRing } from '../record/text-ring';
import type { ForeignState } from '../taps/renderer-types';

interface WritePayload {
  readonly itempath?: unknown;
  readonly props?: unknown;
  readonly source?: unknown;
  readonly renderType?: unknown;
}

/** `ON_PROP_CHANGE` or `UNDO_PROP_CHANGE` in our terms; `undefined` when its form is unknown. */
export function describeWrite(
  type: string,
  payload: unknown,
  { layout, paths }: Pick<ForeignState, 'layout' | 'paths'>,
  texts: TextRing,
  changes: OwnChanges,
): Extract<EventBody, { readonly type: 'props' }> | undefined {
  const { itempath, props, source, renderType } = (payload ?? {}) as WritePayload;
  if (!Array.isArray(itempath) || typeof props !== 'object' || props === null) return undefined;
  const path = itempath as readonly (string | number)[];
  const component = valueAtPath(layout, path);
  const origin = type === 'UNDO_PROP_CHANGE' ? 'history' : originOf(source, renderType);
  const id = idOf(component);
  const who = whoChanged(changes, origin, {
    path,
    id,
    component: typeOf(component),
    props: props as Readonly<Record<string, unknown>>,
    held: (component as { readonly props?: Readonly<Record<string, unknown>> } | null | undefined)?.props ?? {},
  });
  return {
    type: 'props',
    id,
    component: typeOf(component),
    // An output's values are in the call's response already.
    props: copyProps(props as Readonly<Record<string, unknown>>, texts, origin === 'output'),
    origin,
    call: null,
    gesture: who.gesture !== null,
    ...(typeof who.gesture?.action === 'number' ? { action: who.gesture.action } : {}),
    ...(who.after === undefined ? {} : { after: who.after }),
    ...(isShadowed({ layout, paths }, path, id) ? { shadowed: true } : {}),
  };
}

function whoChanged(changes: OwnChanges, origin: WriteOrigin, change: Change): WhoChanged {
  const mayBeOwn = origin === 'component' || origin === 'unknown';
  // Nothing can follow a component without an id.
  const who = mayBeOwn && change.id !== '' ? changes.explain(change) : { gesture: null };
  if (origin !== 'component' && who.gesture === null)
    changes.written(change.path, change.id, Object.keys(change.props));
  return who;
}

/**
 * Whether the component that writes is not the one that the renderer finds by its id, because another one has the same
 * id (docs/dash-internals.md#shared-ids). Only a component itself writes in this way. Not for object ids: a list of them
 * may have both.
 */
export function isShadowed(
  { layout, paths }: Pick<ForeignState, 'layout' | 'paths'>,
  path: readonly (string | number)[],
  id: string,
): boolean {
  const known = id.startsWith('{') ? undefined : pathOf(paths, id);
  return known !== undefined && String(known) !== String(path) && idOf(valueAtPath(layout, known)) === id;
}

/**
 * `renderType` names the origin since 3.0.2; before, only declared outputs are marked, by `source`
 * (docs/dash-internals.md#prop-change).
 */
function originOf(source: unknown, renderType: unknown): WriteOrigin {
  if (source === 'response') return 'output';
  switch (renderType) {
    case 'internal':
      return 'component';
    case 'callback':
      return 'side-update';
    case 'clientsideApi':
      return 'clientside-set-props';
    case 'websocket':
      return 'websocket';
    default:
      return 'unknown';
  }
}

export function valueAtPath(layout: unknown, path: readonly (string | number)[]): unknown {
  let node = layout;
  for (const step of path) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Readonly<Record<string | number, unknown>>)[step];
  }
  return node;
}

/** A component's id in the renderer's text form, empty if it has none. */
export function idOf(component: unknown): string {
  const id = (component as { readonly props?: { readonly id?: unknown } } | null | undefined)?.props?.id;
  if (typeof id === 'string') return id;
  return typeof id === 'object' && id !== null ? stringifyId(boundedCopy(id) as JsonObject) : '';
}

function typeOf(component: unknown): string {
  const { namespace, type } = (component ?? {}) as { readonly namespace?: unknown; readonly type?: unknown };
  return typeof namespace === 'string' && typeof type === 'string' ? `${namespace}.${type}` : '';
}

/** @param namesOnly leaves the values out */
export function copyProps(props: Readonly<Record<string, unknown>>, texts: TextRing, namesOnly = false): JsonObject {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [name, namesOnly ? null : copyValue(value, texts)]),
  );
}

/** The current values of a result's outputs, by component and property. */
export function valuesBefore(result: unknown, { layout, paths }: ForeignState): unknown {
  return Object.fromEntries(
    Object.entries((result ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>).map(([id, props]) => {
      const path = pathOf(paths, id);
      const held = (path === undefined ? undefined : valueAtPath(layout, [...path, 'props'])) as
        Readonly<Record<string, unknown>> | undefined;
      return [id, Object.fromEntries(Object.keys(props).map((name) => [name, held?.[name] ?? null]))];
    }),
  );
}
