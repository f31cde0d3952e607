import { prettyId } from '../dash/pretty';
import { derived } from '../lib/derived';
import type { CallbackDefinition, CallbackKey } from './types';

type Definitions = ReadonlyMap<CallbackKey, CallbackDefinition>;

const namesIn = derived((all: Definitions) => nameAll([...all.values()]));

/**
 * The shortest name that distinguishes a callback from the others of the app: its function if known, else its first
 * output (`chart.figure`, `item[MATCH].value`), with its trigger if several callbacks share that.
 * @param all the app's callbacks, by key; it is one of them
 */
export const shortName = ({ key }: CallbackDefinition, all: Definitions): string => namesIn(all).get(key) ?? key;

function nameAll(definitions: readonly CallbackDefinition[]): ReadonlyMap<string, string> {
  const forms: readonly ((definition: CallbackDefinition) => string)[] = [ownName, withTrigger, withAllTriggers];
  const names = new Map<string, string>();
  let open: readonly CallbackDefinition[] = definitions;
  for (const form of forms) {
    const alike: CallbackDefinition[] = [];
    for (const [name, group] of groupBy(open, form)) {
      const [only] = group;
      if (group.length === 1 && only !== undefined) names.set(only.key, name);
      else alike.push(...group);
    }
    open = alike;
  }
  open.forEach((definition, index) => names.set(definition.key, `${ownName(definition)} (${index + 1})`));
  return names;
}

function groupBy(
  items: readonly CallbackDefinition[],
  key: (item: CallbackDefinition) => string,
): Map<string, CallbackDefinition[]> {
  const groups = new Map<string, CallbackDefinition[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

const propName = ({ id, property }: CallbackDefinition['inputs'][number]): string => `${prettyId(id)}.${property}`;

function ownName(definition: CallbackDefinition): string {
  if (definition.name !== undefined) return definition.name;
  const [output] = definition.outputs;
  if (output !== undefined) return propName(output);
  const [input] = definition.inputs;
  return input === undefined ? 'no output' : `${propName(input)} → no output`;
}

function withTrigger(definition: CallbackDefinition): string {
  const [input] = definition.inputs;
  return input === undefined ? ownName(definition) : `${ownName(definition)} ← ${propName(input)}`;
}

function withAllTriggers(definition: CallbackDefinition): string {
  return `${ownName(definition)} ← ${definition.inputs.map(propName).join(', ')}`;
}
