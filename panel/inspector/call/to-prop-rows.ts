import { patchOperations } from '../../../src/dash/patch';
import { prettyPropId } from '../../../src/dash/pretty';
import type { JsonValue } from '../../../src/lib/json';
import { contextOf } from '../../../src/trace/context';
import { outputsOf } from '../../../src/trace/outputs';
import {
  toPropId,
  type Call,
  type CallbackDefinition,
  type PropId,
  type SideUpdateOrigin,
} from '../../../src/trace/types';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';
import { diffTag, type DiffTag } from './diff-tag';

/** One line of the inspector: a property, its value, and how that compares with the previous call. */
export interface PropRow {
  readonly prop: PropId;
  readonly name: string;
  /** Absent if the output was not updated. */
  readonly value?: JsonValue;
  readonly update: 'value' | 'patch' | 'no_update';
  readonly diff: DiffTag | null;
  /** The property's value before and after a patch, as far as the page reported it. */
  readonly patched?: { readonly before: JsonValue; readonly after: JsonValue };
  /** Who wrote it in addition to the outputs. */
  readonly origin?: SideUpdateOrigin;
  /** An input whose change made the call run. */
  readonly isTrigger: boolean;
}

export interface PropGroup {
  readonly title: 'triggered' | 'inputs' | 'states' | 'returned' | 'side updates';
  readonly rows: readonly PropRow[];
  /** Shown instead of rows; `null` when there are rows. */
  readonly empty: string | null;
}

/**
 * Everything a call received and returned, in the order of the declaration.
 * @param before the call to compare with, `null` for the first one
 */
export function toPropGroups(
  call: Call,
  definition: CallbackDefinition | undefined,
  before: Call | null,
): readonly PropGroup[] {
  const ctx = contextOf(call, definition);
  const outputs = outputsOf(call, definition);
  const earlier = before && contextOf(before, definition);
  const earlierOutputs = before && outputsOf(before, definition);
  const groups: PropGroup[] = [];
  if (ctx) {
    const changed = new Set(call.changed);
    const rows = (
      values: Readonly<Record<string, JsonValue>>,
      old: Readonly<Record<string, JsonValue>> | undefined,
    ): readonly PropRow[] =>
      Object.entries(values).map(([prop, value]) => ({
        ...named(prop),
        value,
        update: 'value',
        diff: diffTag(value, old?.[prop]),
        isTrigger: changed.has(prop),
      }));
    const triggered = ctx.triggered.filter(({ prop_id }) => prop_id !== '.');
    groups.push(
      group(
        'triggered',
        triggered.map(({ prop_id, value }) => ({
          ...named(prop_id),
          value,
          update: 'value',
          diff: diffTag(value, earlier?.inputs[prop_id]),
          isTrigger: false,
        })),
        CALL_DETAIL_TEXTS.initialCall,
      ),
      group('inputs', rows(ctx.inputs, earlier?.inputs), 'none'),
    );
    if (Object.keys(ctx.states).length > 0) groups.push(group('states', rows(ctx.states, earlier?.states), 'none'));
  }
  groups.push(returned(call, outputs, earlierOutputs));
  const side = call.sideUpdates.flatMap(({ origin, props }) =>
    Object.entries(props).flatMap(([id, values]) =>
      Object.entries(values)
        .filter(([, value]) => !isListedWithJob(call, origin, value))
        .map(([property, value]): PropRow => ({
          ...named(`${id}.${property}`),
          value,
          update: patchOperations(value) === undefined ? 'value' : 'patch',
          diff: null,
          isTrigger: false,
          origin,
        })),
    ),
  );
  if (side.length > 0) groups.push(group('side updates', side, ''));
  return groups;
}

/** Reports of a running job have their own list, with times. Values worth opening are here as well. */
const isListedWithJob = ({ job }: Call, origin: SideUpdateOrigin, value: JsonValue): boolean =>
  job !== null &&
  (origin === 'progress' || origin === 'set_props') &&
  (typeof value === 'string' ? value.length <= SHORT : typeof value !== 'object' || value === null);

/** Characters of a text that a line shows whole. */
const SHORT = 60;

const named = (prop: string): { readonly prop: PropId; readonly name: string } => ({
  prop: toPropId(prop),
  name: prettyPropId(prop),
});

const group = (title: PropGroup['title'], rows: readonly PropRow[], empty: string): PropGroup => ({
  title,
  rows,
  empty: rows.length > 0 ? null : empty,
});

type Outputs = ReturnType<typeof outputsOf>;

function returned(call: Call, outputs: Outputs, earlier: Outputs): PropGroup {
  if (outputs === null) return group('returned', [], whyNothing(call));
  const old = new Map(earlier?.map((output) => [output.prop_id, output.value]));
  const rows = outputs.map(({ prop_id, update, value }): PropRow => {
    const patch = update === 'patch' ? call.patches?.[prop_id] : undefined;
    const diff = patch
      ? diffTag(patch.after, patch.before)
      : update === 'value'
        ? diffTag(value, old.get(prop_id))
        : null;
    return {
      ...named(prop_id),
      update,
      diff,
      isTrigger: false,
      ...(value === undefined ? {} : { value }),
      ...(patch ? { patched: patch } : {}),
    };
  });
  return group('returned', rows, CALL_DETAIL_TEXTS.noOutputs);
}

function whyNothing(call: Call): string {
  switch (call.outcome) {
    case 'error':
      return CALL_DETAIL_TEXTS.nothingFailed;
    case 'pending':
      return CALL_DETAIL_TEXTS.notYet;
    case 'prevented':
      return CALL_DETAIL_TEXTS.nothingPrevented;
    case 'cancelled':
      return CALL_DETAIL_TEXTS.nothingCancelled;
    default:
      return call.phases.sent === undefined ? CALL_DETAIL_TEXTS.nothingNeverRan : CALL_DETAIL_TEXTS.notKnown;
  }
}
