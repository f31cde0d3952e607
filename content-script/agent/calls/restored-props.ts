import { stringifyId } from '../../../src/dash/component-id';
import type { JsonObject } from '../../../src/lib/json';
import { boundedCopy } from '../record/bounded-copy';

/** Properties of one component that `persistence` restored to the user's earlier choice. */
export interface RestoredProps {
  readonly id: string;
  /** Namespace and type. */
  readonly component: string;
  readonly props: Readonly<Record<string, unknown>>;
}

interface ForeignComponent {
  readonly namespace?: unknown;
  readonly type?: unknown;
  readonly props?: Readonly<Record<string, unknown>> | null;
}

/**
 * What `persistence` changed in a layout before the renderer took it. The renderer copies only what it changes, so a
 * part that is the same object needs no look; and it looks for components in `children` only.
 * @param sent the layout as the server sent it
 * @param taken the layout as the renderer took it
 */
export function restoredProps(sent: unknown, taken: unknown): readonly RestoredProps[] {
  if (sent === taken || !isObject(sent) || !isObject(taken)) return [];
  if (Array.isArray(taken))
    return Array.isArray(sent) ? taken.flatMap((part, index) => restoredProps(sent[index], part)) : [];
  const component = taken as ForeignComponent;
  const before = (sent as ForeignComponent).props ?? {};
  const props = component.props ?? {};
  const own = restoredOf(component, props, before);
  return [...(own === null ? [] : [own]), ...restoredProps(before['children'], props['children'])];
}

function restoredOf(
  { namespace, type }: ForeignComponent,
  props: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): RestoredProps | null {
  const { id, persistence } = props;
  // Without an id nothing is stored; without `persistence` something else changed it.
  if (id === undefined || id === null || persistence === undefined || persistence === null || persistence === false)
    return null;
  const changed = Object.entries(props).filter(([name, value]) => name !== 'children' && value !== before[name]);
  if (changed.length === 0) return null;
  return {
    id: typeof id === 'string' ? id : stringifyId(boundedCopy(id) as JsonObject),
    component: typeof namespace === 'string' && typeof type === 'string' ? `${namespace}.${type}` : '',
    props: Object.fromEntries(changed),
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
