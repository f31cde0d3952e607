import { isJsonObject, type JsonValue } from '../lib/json';
import { parseId, type AnyId } from './component-id';

/** A dependency for which the renderer did not find exactly one component. */
export interface MissingReference {
  readonly kind: 'missing' | 'several';
  readonly dependency: 'Input' | 'State' | 'Output';
  /** As declared. */
  readonly id: AnyId;
  readonly property: string;
}

const MISSING =
  /^A nonexistent object was used in an `(Input|State|Output)` of a Dash callback\. The id of this object is (?:`(.+?)`|(\{.+?\}))(?: with MATCH values .+?)? and the property is `([^`]+)`/;
const SEVERAL =
  /^Multiple objects were found for an `(Input|State|Output)` of a callback that only takes one value\. The id spec is (?:"(.+?)"|(\{.+?\}))(?: with MATCH values .+?)? and the property is `([^`]+)`/;

/** A longer message is not read: the patterns try each end of an id with each end of its values. */
const MOST_READ = 10_000;

/** Parses the renderer's message about a call it could not start; `undefined` for any other message. */
export function readReferenceError(message: string): MissingReference | undefined {
  if (message.length > MOST_READ) return undefined;
  const missing = MISSING.exec(message);
  const found = missing ?? SEVERAL.exec(message);
  if (found === null) return undefined;
  const [, dependency, name, pattern, property = ''] = found;
  return {
    kind: missing === null ? 'several' : 'missing',
    dependency: dependency as MissingReference['dependency'],
    id: name ?? toWire(parseId(pattern ?? '')),
    property,
  };
}

/** Converts the renderer's own form of a wildcard, `{"wild":"ALL","multi":1}`, to that of the wire. */
function toWire(id: AnyId): AnyId {
  if (typeof id === 'string') return id;
  const value = (own: JsonValue): JsonValue =>
    isJsonObject(own) && typeof own['wild'] === 'string' ? [own['wild']] : own;
  return Object.fromEntries(Object.entries(id).map(([key, own]) => [key, value(own)]));
}
