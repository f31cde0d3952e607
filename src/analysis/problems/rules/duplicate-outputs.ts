import { prettyPropId } from '../../../dash/pretty';
import { propIdOf, splitPropId, stringifyId } from '../../../dash/component-id';
import { isJsonObject } from '../../../lib/json';
import type { TraceModel } from '../../../trace/model';
import { toPropId, type CallbackDefinition, type Dependency } from '../../../trace/types';
import { canMeet } from '../../declared-cycles';
import { NO_EVIDENCE, type Finding } from '../finding';
import type { Rule } from '../rule';
import { listOf, nameOf } from '../words';

/** The same output declared twice, in the eyes of Dash. */
export function duplicateOutputs(): Rule {
  let known: { readonly callbacks: TraceModel['callbacks']; readonly findings: readonly Finding[] } | null = null;
  return {
    findings(model) {
      if (known?.callbacks !== model.callbacks)
        known = { callbacks: model.callbacks, findings: [...duplicatesOf(model), ...overlapsOf(model)] };
      return known.findings;
    },
  };
}

interface Writers {
  /** `id.prop`, without the mark. */
  readonly prop: string;
  /** Declared with allow_duplicate=True. */
  readonly marked: boolean;
  readonly definitions: CallbackDefinition[];
}

function duplicatesOf(model: TraceModel): readonly Finding[] {
  const writers = new Map<string, Writers>();
  for (const definition of model.callbacks.values()) {
    for (const text of partsOf(definition.key)) {
      const at = text.lastIndexOf('@');
      const isMarked = at > text.lastIndexOf('.');
      const own = writers.get(text) ?? { prop: isMarked ? text.slice(0, at) : text, marked: isMarked, definitions: [] };
      own.definitions.push(...Array<CallbackDefinition>(definition.declared ?? 1).fill(definition));
      writers.set(text, own);
    }
  }
  return [...writers.values()].filter(({ definitions }) => definitions.length > 1).map((own) => toFinding(model, own));
}

interface PatternOutput {
  readonly definition: CallbackDefinition;
  readonly output: Dependency;
}

/** Pairs of findings that are told: an app that declares every callback twice has one mistake, not thousands. */
const MOST_OVERLAPS = 20;

/** Outputs with an id pattern that can stand for the same component, though they are not spelled alike; Dash reports them, too. */
function overlapsOf(model: TraceModel): readonly Finding[] {
  const byShape = new Map<string, PatternOutput[]>();
  const found: Finding[] = [];
  for (const definition of model.callbacks.values()) {
    for (const output of definition.outputs) {
      if (!isJsonObject(output.id) || output.allow_duplicate === true) continue;
      const shape = `${Object.keys(output.id).sort().join(',')}.${output.property}`;
      const earlier = byShape.get(shape) ?? [];
      const other = earlier.find(
        ({ output: one }) => canMeet(one.id, output.id) && stringifyId(one.id) !== stringifyId(output.id),
      );
      if (other !== undefined && found.length < MOST_OVERLAPS)
        found.push(toOverlap(model, other, { definition, output }));
      byShape.set(shape, [...earlier, { definition, output }]);
    }
  }
  return found;
}

function toOverlap(model: TraceModel, ...pair: readonly [PatternOutput, PatternOutput]): Finding {
  const props = pair.map(({ output }) => toPropId(propIdOf(output)));
  const keys = [...new Set(pair.map(({ definition }) => definition.key))];
  return {
    id: `duplicate-output ${keys.join(' ')} ${props.join(' ')}`,
    rule: 'duplicate-output',
    callbacks: keys,
    sentence: `${listOf(keys.map((key) => nameOf(model, key)))} write ${listOf(props.map(prettyPropId))}, which can be the same component, without allow_duplicate=True.`,
    saved: null,
    evidence: { ...NO_EVIDENCE, count: 2, props },
  };
}

/** The outputs as Dash compares them, with the mark of allow_duplicate. */
function partsOf(key: string): readonly string[] {
  const parts = key.startsWith('..') && key.endsWith('..') ? key.slice(2, -2).split('...') : [key];
  return parts.filter((part) => splitPropId(part).property !== '');
}

function toFinding(model: TraceModel, { prop, marked, definitions }: Writers): Finding {
  const keys = [...new Set(definitions.map(({ key }) => key))];
  const names = keys.length === 1 ? `${definitions.length} callbacks` : listOf(keys.map((key) => nameOf(model, key)));
  const inputs = listOf((definitions[0]?.inputs ?? []).map(inputName));
  return {
    id: `duplicate-output ${keys.join(' ')} ${prop}`,
    rule: 'duplicate-output',
    callbacks: keys,
    sentence: marked
      ? `${names} write ${prettyPropId(prop)} with allow_duplicate=True, and all have the same Inputs (${inputs}). Dash tells them apart by their Inputs alone, so for Dash they are the same output.`
      : `${names} write ${prettyPropId(prop)}, and more than one of them without allow_duplicate=True.`,
    saved: null,
    evidence: { ...NO_EVIDENCE, count: definitions.length, props: [toPropId(prop)] },
  };
}

const inputName = (input: Dependency): string => prettyPropId(propIdOf(input));
