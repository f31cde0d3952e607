import { propIdOf, splitPropId, stringifyId } from '../../../dash/component-id';
import { isJsonObject } from '../../../lib/json';
import type { TraceModel } from '../../../trace/model';
import {
  toPropId,
  type CallbackDefinition,
  type CallbackKey,
  type Dependency,
  type PropId,
} from '../../../trace/types';
import { canMeet } from '../../declared-cycles';
import { NO_EVIDENCE, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';

export interface DuplicateOutputParams {
  /** Each callback once; `declared` may be higher if several have the same outputs. */
  readonly callbacks: readonly CallbackKey[];
  readonly declared: number;
  readonly props: readonly PropId[];
  /** Id patterns that can match the same component. */
  readonly isOverlap: boolean;
  /** All of them have allow_duplicate=True and these Inputs. */
  readonly sameInputs: readonly PropId[] | null;
}

/**
 * The same output declared twice, as Dash compares outputs.
 *
 * Proven by: the declarations alone: equal output texts (with the mark of allow_duplicate), or id patterns that can
 * match the same component.
 */
function detectDuplicateOutputs(): Detector<DuplicateOutputParams> {
  let known: {
    readonly callbacks: TraceModel['callbacks'];
    readonly findings: readonly Found<DuplicateOutputParams>[];
  } | null = null;
  return {
    findings(model) {
      if (known?.callbacks !== model.callbacks)
        known = { callbacks: model.callbacks, findings: [...duplicatesOf(model), ...overlapsOf(model)] };
      return known.findings;
    },
  };
}

export const duplicateOutput = defineRule({
  id: 'duplicate-output',
  group: 'conflicts',
  detect: detectDuplicateOutputs,
});

interface Writers {
  /** `id.prop`, without the mark. */
  readonly prop: string;
  /** Declared with allow_duplicate=True. */
  readonly marked: boolean;
  readonly definitions: CallbackDefinition[];
}

function duplicatesOf(model: TraceModel): readonly Found<DuplicateOutputParams>[] {
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
  return [...writers.values()].filter(({ definitions }) => definitions.length > 1).map((own) => toFinding(own));
}

interface PatternOutput {
  readonly definition: CallbackDefinition;
  readonly output: Dependency;
}

/** How many pairs are reported: an app that declares every callback twice has one mistake, not thousands. */
const MOST_OVERLAPS = 20;

/** Outputs with id patterns that are spelled differently but can match the same component; Dash reports them, too. */
function overlapsOf(model: TraceModel): readonly Found<DuplicateOutputParams>[] {
  const byShape = new Map<string, PatternOutput[]>();
  const found: Found<DuplicateOutputParams>[] = [];
  for (const definition of model.callbacks.values()) {
    for (const output of definition.outputs) {
      if (!isJsonObject(output.id) || output.allow_duplicate === true) continue;
      const shape = `${Object.keys(output.id).sort().join(',')}.${output.property}`;
      const earlier = byShape.get(shape) ?? [];
      const other = earlier.find(
        ({ output: one }) => canMeet(one.id, output.id) && stringifyId(one.id) !== stringifyId(output.id),
      );
      if (other !== undefined && found.length < MOST_OVERLAPS) found.push(toOverlap(other, { definition, output }));
      byShape.set(shape, [...earlier, { definition, output }]);
    }
  }
  return found;
}

function toOverlap(...pair: readonly [PatternOutput, PatternOutput]): Found<DuplicateOutputParams> {
  const props = pair.map(({ output }) => toPropId(propIdOf(output)));
  const keys = [...new Set(pair.map(({ definition }) => definition.key))];
  return {
    id: `duplicate-output ${keys.join(' ')} ${props.join(' ')}`,
    callbacks: keys,
    params: { callbacks: keys, declared: 2, props, isOverlap: true, sameInputs: null },
    evidence: { ...NO_EVIDENCE, count: 2, props },
  };
}

/** The outputs as Dash compares them, with the mark of allow_duplicate. */
function partsOf(key: string): readonly string[] {
  const parts = key.startsWith('..') && key.endsWith('..') ? key.slice(2, -2).split('...') : [key];
  return parts.filter((part) => splitPropId(part).property !== '');
}

function toFinding({ prop, marked, definitions }: Writers): Found<DuplicateOutputParams> {
  const keys = [...new Set(definitions.map(({ key }) => key))];
  const inputs = (definitions[0]?.inputs ?? []).map((input) => toPropId(propIdOf(input)));
  return {
    id: `duplicate-output ${keys.join(' ')} ${prop}`,
    callbacks: keys,
    params: {
      callbacks: keys,
      declared: definitions.length,
      props: [toPropId(prop)],
      isOverlap: false,
      sameInputs: marked ? inputs : null,
    },
    evidence: { ...NO_EVIDENCE, count: definitions.length, props: [toPropId(prop)] },
  };
}
