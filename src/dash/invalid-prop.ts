import { parseJson, isJsonObject, type JsonValue } from '../lib/json';
import { propIdOf } from './component-id';

/** A property that a callback uses and that its component does not have, as the renderer reports it. */
export interface UnknownProp {
  /** `id.property`. */
  readonly prop: string;
  readonly dependency: 'Input' | 'State' | 'Output';
  /** Namespace and type, for example `dash_html_components.P`. */
  readonly component: string;
}

const MESSAGE = /^Invalid prop for this component$/;
const PROPERTY = /^Property "([^"\n]+)" was used with component ID:$/;
const DEPENDENCY = /^in one of the (Input|State|Output) items of a callback\.$/;
const COMPONENT = /^This ID is assigned to a (\S+) component$/;
/** Longer ids are not read. */
const MOST_ID = 2_000;

/**
 * Reads what the renderer reports when it compares the callbacks with the layout
 * (docs/dash-internals.md#unknown-properties); `undefined` for any other error.
 * @param details its lines, as they are shown in Dash's own dev tools
 */
export function readInvalidProp(message: string, details: string | null): UnknownProp | undefined {
  if (!MESSAGE.test(message) || details === null) return undefined;
  const [first = '', second = '', third = '', fourth = ''] = details.split('\n', 4);
  const property = PROPERTY.exec(first)?.[1];
  const dependency = DEPENDENCY.exec(third)?.[1];
  const component = COMPONENT.exec(fourth)?.[1];
  const id = second.length > MOST_ID ? undefined : parseJson(second.trim());
  if (property === undefined || dependency === undefined || component === undefined || !isId(id)) return undefined;
  return { prop: propIdOf({ id, property }), dependency: dependency as UnknownProp['dependency'], component };
}

const isId = (value: JsonValue | undefined): value is string | Readonly<Record<string, JsonValue>> =>
  typeof value === 'string' || isJsonObject(value);
