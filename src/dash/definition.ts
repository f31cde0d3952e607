import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';
import { parseId, type AnyId } from './component-id';
import { parseOutputString } from './output-string';

/** An entry of `_dash-dependencies` with our names (docs/dash-internals.md#dependencies). */
export interface ReadDefinition {
  readonly key: string;
  readonly kind: 'server' | 'clientside' | 'background';
  readonly outputs: readonly ReadDependency[];
  readonly inputs: readonly ReadDependency[];
  readonly state: readonly ReadDependency[];
  readonly preventInitialCall: boolean;
  /** `namespace.function_name` of a clientside callback that the app named itself. */
  readonly name?: string;
  readonly hidden?: true;
  /** What `running=` sets while a call runs, and afterwards: `id.prop` -> value. In the definition since 2.16. */
  readonly running?: { readonly on: JsonObject; readonly off: JsonObject };
  /** Milliseconds between two polls of a background callback. */
  readonly interval?: number;
}

export interface ReadDependency {
  readonly id: AnyId;
  readonly property: string;
  readonly allow_duplicate?: true;
  readonly allow_optional?: true;
}

/** Reads one entry; `undefined` if no Dash version writes it like this. */
export function readDefinition(entry: JsonValue | undefined): ReadDefinition | undefined {
  if (!isJsonObject(entry) || typeof entry['output'] !== 'string') return undefined;
  const name = clientsideName(entry['clientside_function']);
  const running = readRunning(entry['running']);
  const interval = intervalOf(entry);
  return {
    key: entry['output'],
    kind: kindOf(entry),
    outputs: parseOutputString(entry['output']).map(({ id, property, duplicate }) => ({
      id,
      property,
      ...(duplicate ? { allow_duplicate: true as const } : {}),
    })),
    inputs: readDependencies(entry['inputs']),
    state: readDependencies(entry['state']),
    preventInitialCall: entry['prevent_initial_call'] === true,
    ...(name === undefined ? {} : { name }),
    ...(running === undefined ? {} : { running }),
    ...(interval === undefined ? {} : { interval }),
    // Only `true` hides (3.3+): `null` is the default.
    ...(entry['hidden'] === true ? { hidden: true as const } : {}),
  };
}

function kindOf(entry: JsonObject): ReadDefinition['kind'] {
  if (isJsonObject(entry['clientside_function'])) return 'clientside';
  return backgroundOf(entry) === undefined ? 'server' : 'background';
}

/** The key was `long` from 2.6 to 2.18 and is `background` since 3.0. */
function backgroundOf(entry: JsonObject): JsonObject | undefined {
  return [entry['background'], entry['long']].find(isJsonObject);
}

function intervalOf(entry: JsonObject): number | undefined {
  const interval = backgroundOf(entry)?.['interval'];
  return typeof interval === 'number' && Number.isFinite(interval) && interval >= 0 ? interval : undefined;
}

/** Inline functions are in Dash's own namespace and named by a hash, which is not a readable name. */
function clientsideName(value: JsonValue | undefined): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { namespace, function_name: name } = value;
  if (typeof namespace !== 'string' || typeof name !== 'string' || namespace.startsWith('_dashprivate_'))
    return undefined;
  return `${namespace}.${name}`;
}

function readRunning(value: JsonValue | undefined): ReadDefinition['running'] {
  if (!isJsonObject(value)) return undefined;
  const { running, runningOff } = value;
  return { on: isJsonObject(running) ? running : {}, off: isJsonObject(runningOff) ? runningOff : {} };
}

function readDependencies(value: JsonValue | undefined): readonly ReadDependency[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: JsonValue) => {
    if (!isJsonObject(item) || typeof item['property'] !== 'string') return [];
    const id = item['id'];
    const parsed = typeof id === 'string' ? parseId(id) : isJsonObject(id) ? id : undefined;
    if (parsed === undefined) return [];
    return [
      {
        id: parsed,
        property: item['property'],
        ...(item['allow_optional'] === true ? { allow_optional: true as const } : {}),
      },
    ];
  });
}
