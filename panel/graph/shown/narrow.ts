import { propIdOf, stripHash } from '../../../src/dash/component-id';
import {
  toPropId,
  type CallbackDefinition,
  type CallbackKey,
  type Dependency,
  type PropId,
} from '../../../src/trace/types';
import { patternKey } from './id-pattern';

const NONE: ReadonlySet<string> = new Set();

type Callbacks = ReadonlyMap<CallbackKey, CallbackDefinition>;

/** As declared, wildcards included: what selecting a row of a card selects. */
export const declaredProp = (dependency: Dependency): PropId => toPropId(propIdOf(dependency));

/** The same for dependencies on the same components, whichever wildcard they are declared with. */
const place = ({ id, property }: Dependency): string => `${patternKey(id)}|${stripHash(property)}`;

/** Without what the user hid; a hidden property is hidden at every callback that has it. */
export function withoutHidden(
  callbacks: Callbacks,
  hiddenCallbacks: readonly CallbackKey[],
  hiddenProps: readonly PropId[],
): Callbacks {
  if (hiddenCallbacks.length + hiddenProps.length === 0) return callbacks;
  const gone = new Set(hiddenProps);
  const places = new Set(
    [...callbacks.values()].flatMap(({ outputs, inputs, state }) =>
      [...outputs, ...inputs, ...state].filter((each) => gone.has(declaredProp(each))).map(place),
    ),
  );
  const keep = (list: readonly Dependency[]): readonly Dependency[] =>
    list.some((each) => places.has(place(each))) ? list.filter((each) => !places.has(place(each))) : list;
  return new Map(
    [...callbacks]
      .filter(([key]) => !hiddenCallbacks.includes(key))
      .map(([key, definition]) => [
        key,
        {
          ...definition,
          outputs: keep(definition.outputs),
          inputs: keep(definition.inputs),
          state: keep(definition.state),
        },
      ]),
  );
}

/**
 * The given callbacks and those within that many steps: one step leads through a property that both have, as Output,
 * Input or State. A property whose edges are hidden is no step: with it, everything would be close to everything.
 */
export function neighbourhoodOf(
  callbacks: Callbacks,
  from: readonly CallbackKey[],
  steps: number,
  hubs: ReadonlySet<string> = NONE,
): Callbacks {
  const users = new Map<string, CallbackKey[]>();
  const placesOf = ({ outputs, inputs, state }: CallbackDefinition): ReadonlySet<string> =>
    new Set([...outputs, ...inputs, ...state].map(place).filter((each) => !hubs.has(each)));
  for (const [key, definition] of callbacks)
    for (const each of placesOf(definition)) users.set(each, [...(users.get(each) ?? []), key]);
  const found = new Set(from.filter((key) => callbacks.has(key)));
  let edge: readonly CallbackKey[] = [...found];
  for (let step = 0; step < steps; step++) {
    const next: CallbackKey[] = [];
    for (const key of edge) {
      const definition = callbacks.get(key);
      for (const each of definition === undefined ? [] : placesOf(definition)) {
        for (const other of users.get(each) ?? []) {
          if (found.has(other)) continue;
          found.add(other);
          next.push(other);
        }
      }
    }
    edge = next;
  }
  return new Map([...callbacks].filter(([key]) => found.has(key)));
}

/** A property with so many readers that its edges would cover everything else. */
export interface Hub {
  readonly prop: PropId;
  /** The same for all wildcards it is declared with. */
  readonly place: string;
  readonly readers: number;
}

/** The number of readers from which a property counts as a hub. */
export const MANY_READERS = 20;

/** The hubs among the properties, the largest first. */
export function hubsOf(callbacks: Callbacks): readonly Hub[] {
  const readers = new Map<string, { readonly prop: PropId; readonly keys: Set<CallbackKey> }>();
  for (const { key, inputs, state } of callbacks.values()) {
    for (const each of [...inputs, ...state]) {
      const known = readers.get(place(each));
      if (known) known.keys.add(key);
      else readers.set(place(each), { prop: declaredProp(each), keys: new Set([key]) });
    }
  }
  return [...readers]
    .filter(([, { keys }]) => keys.size >= MANY_READERS)
    .map(([each, { prop, keys }]) => ({ prop, place: each, readers: keys.size }))
    .sort((a, b) => b.readers - a.readers);
}

/** The same for all that match the same components: which reads of it are left out. */
export const hubPlaces = (callbacks: Callbacks, props: readonly PropId[]): ReadonlySet<string> => {
  const wanted = new Set(props);
  return new Set(
    [...callbacks.values()].flatMap(({ inputs, state }) =>
      [...inputs, ...state].filter((each) => wanted.has(declaredProp(each))).map(place),
    ),
  );
};

export { place as placeOf };
