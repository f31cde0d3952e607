import { derived } from '../../src/lib/derived';
import {
  idsForInstance,
  patternCallbacks,
  type PatternInstance,
  type PatternCallback,
  type PatternUse,
} from '../../src/analysis/patterns';
import { parseId, stringifyId, type AnyId } from '../../src/dash/component-id';
import { describeNearMiss } from '../../src/words/why-not';
import { plainText } from '../../src/words/plain';
import { prettyId } from '../../src/dash/pretty';
import type { JsonObject, JsonValue } from '../../src/lib/json';
import type { TraceModel } from '../../src/trace/model';
import { toPropId, type LayoutIds } from '../../src/trace/types';
import { callbackName } from '../selectors/callback-names';
import type { ChangedIdRow, IdRow, PatternRow, PatternSorting, UseRow } from './pattern-rows';
import { lastComponentsChange } from './pattern-model';
import { describePattern, describePatternCallback } from '../../src/words/patterns';
import { PATTERNS_TEXTS } from '../../src/words/panel';
import { plainWords } from '../search/query-terms';
import { sortInstances } from './sort-instances';

export interface PatternQuestion {
  /** Lower-case words that must all be found. */
  readonly words: readonly string[];
  readonly sorting: PatternSorting;
  /** What the user opened (true) or closed (false), by row id. */
  readonly opened: ReadonlyMap<string, boolean>;
}

/** How many ids a closed pattern shows. */
const PREVIEW = 8;
/** Inside an instance a pattern with no more ids than this is open from the start. */
const OPEN_UP_TO = 12;
/** Near misses are after the ids, unless there are too many ids to find them. */
const NEAR_FIRST_FROM = 50;

/** The whole tree of the view as rows, closed parts left out. */
export function toPatternRows(model: TraceModel, question: PatternQuestion): readonly PatternRow[] {
  const rows: PatternRow[] = [];
  if (question.words.length === 0) addChange(rows, model, question);
  for (const callback of patternCallbacks(model)) addCallback(rows, callback, model, question);
  return rows;
}

/** Words in the search field that are about patterns: terms such as `outcome:error` are about calls. */
export const toWords = (text: string): readonly string[] => plainWords(text);

const isOpen = ({ opened }: PatternQuestion, id: string, byDefault: boolean): boolean => opened.get(id) ?? byDefault;

function addCallback(
  rows: PatternRow[],
  callback: PatternCallback,
  model: TraceModel,
  question: PatternQuestion,
): void {
  const { key, definition, uses, leading, instances } = callback;
  const name = callbackName(model.callbacks, key);
  const specs = uses.flatMap((use) => [specText(use), specWhole(use)]);
  // What fits as a whole is shown as a whole; else only the ids and instances that fit.
  const fits = fitsWords(question.words, [name, key, ...specs].join('\n'));
  const inner = fits ? { ...question, words: [] } : question;
  const shownUses = uses
    .map((use, index) => ({
      use,
      index,
      ids:
        inner.words.length === 0
          ? null
          : numbered(use).filter((row) => fitsWords(inner.words, `${row.text}\n${row.whole}`)),
    }))
    .filter(({ ids }) => ids === null || ids.length > 0);
  const shownInstances = instances.filter(({ label }) => fitsWords(inner.words, label));
  if (shownUses.length === 0 && (instances.length === 0 || shownInstances.length === 0) && !fits) return;

  const id = `callback ${key}`;
  const open = isOpen(question, id, true);
  rows.push({
    type: 'callback',
    id,
    level: 1,
    open,
    key,
    name,
    kind: definition.kind,
    words: describePatternCallback(callback),
    calls: model.activity.get(key)?.count ?? 0,
  });
  if (!open) return;
  for (const { use, index, ids } of shownUses) addUse(rows, use, `${id} ${index}`, 2, use.ids, ids, question);
  if (leading === null || shownInstances.length === 0) return;
  rows.push({
    type: 'instances',
    id: `${id} instances`,
    level: 2,
    open: null,
    shown: shownInstances.length,
    of: instances.length,
  });
  for (const instance of sortInstances(shownInstances, question.sorting))
    addInstance(rows, callback, instance, model.layout, id, question);
}

/** @param found the ids that fit the search, with their numbers; `null` when nothing is searched for */
function addUse(
  rows: PatternRow[],
  use: PatternUse,
  id: string,
  level: number,
  ids: readonly JsonObject[] | null,
  found: readonly Numbered[] | null,
  question: PatternQuestion,
): void {
  const inInstance = level > 2;
  const near = inInstance ? [] : use.near;
  const hasRows = (ids !== null && ids.length > 0) || near.length > 0;
  const open = hasRows
    ? isOpen(question, id, found !== null || (inInstance && (ids?.length ?? 0) <= OPEN_UP_TO))
    : null;
  const { property } = use.dependency;
  const row: UseRow = {
    type: 'pattern',
    id,
    level,
    open,
    role: use.role,
    text: specText(use),
    whole: specWhole(use),
    words: inInstance ? '' : describePattern(use),
    count: ids?.length ?? null,
    preview: found?.slice(0, PREVIEW) ?? previewOf(ids ?? [], property),
    near: near.length,
  };
  rows.push(row);
  if (open !== true) return;
  const all = found ?? toNumbered(ids ?? [], property);
  const addNear = (): void => {
    for (const [index, miss] of near.entries()) {
      rows.push({
        type: 'near',
        id: `${id} near ${index}`,
        level: level + 1,
        open: null,
        text: prettyId(miss.id),
        whole: stringifyId(miss.id),
        why: plainText(describeNearMiss(miss)),
      });
    }
  };
  if (all.length > NEAR_FIRST_FROM) addNear();
  for (const row of toIdRows(all, id, level + 1, property)) rows.push(row);
  if (all.length <= NEAR_FIRST_FROM) addNear();
}

function addInstance(
  rows: PatternRow[],
  callback: PatternCallback,
  instance: PatternInstance,
  layout: LayoutIds | null,
  parent: string,
  question: PatternQuestion,
): void {
  const id = instanceId(instance, parent);
  const open = isOpen(question, id, false);
  rows.push({ type: 'instance', id, level: 2, open, instance });
  if (!open) return;
  if (instance.present) {
    for (const [index, use] of callback.uses.entries()) {
      addUse(rows, use, `${id} ${index}`, 3, idsForInstance(use, layout, instance.match), null, question);
    }
  } else {
    rows.push({
      type: 'note',
      id: `${id} gone`,
      level: 3,
      open: null,
      text: layout === null ? PATTERNS_TEXTS.noIds : PATTERNS_TEXTS.notOnPage,
    });
  }
  for (const call of instance.calls.toReversed())
    rows.push({ type: 'call', id: `${id} ${call}`, level: 3, open: null, call });
  if (instance.calls.length === 0)
    rows.push({ type: 'note', id: `${id} no calls`, level: 3, open: null, text: PATTERNS_TEXTS.notCalled });
}

function addChange(rows: PatternRow[], model: TraceModel, question: PatternQuestion): void {
  const change = lastComponentsChange(model);
  if (change === undefined) return;
  const id = 'change';
  const open = isOpen(question, id, false);
  const added = toNumber(change['addedCount']);
  const removed = toNumber(change['removedCount']);
  rows.push({ type: 'change', id, level: 1, open, at: change.at, added, removed });
  if (!open) return;
  const list = (field: 'added' | 'removed', came: boolean, total: number): void => {
    const ids = toTexts(change[field]);
    for (const whole of ids) {
      const row: ChangedIdRow = {
        type: 'changed',
        id: `${id} ${field} ${whole}`,
        level: 2,
        open: null,
        came,
        text: prettyId(parseId(whole)),
        whole,
      };
      rows.push(row);
    }
    if (total > ids.length)
      rows.push({
        type: 'note',
        id: `${id} ${field} more`,
        level: 2,
        open: null,
        text: `and ${total - ids.length} more ${field}`,
      });
  };
  list('added', true, added);
  list('removed', false, removed);
}

const toNumber = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);
const toTexts = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value)
    ? (value as readonly JsonValue[]).filter((item): item is string => typeof item === 'string')
    : [];

const specText = ({ spec, dependency }: PatternUse): string => `${prettyId(spec)}.${dependency.property}`;
const specWhole = ({ spec, dependency }: PatternUse): string => `${stringifyId(spec)}.${dependency.property}`;

interface Numbered {
  readonly number: number;
  readonly text: string;
  readonly whole: string;
}

/** Texts of ids, computed once while the list exists: 20,000 of them take noticeable time. */
function toNumbered(ids: readonly JsonObject[], property: string): readonly Numbered[] {
  const byProperty = textsOf(ids);
  let list = byProperty.get(property);
  if (list === undefined) {
    list = ids.map((id, index) => toNumberedId(id, index, property));
    byProperty.set(property, list);
  }
  return list;
}

const textsOf = derived((_: readonly JsonObject[]) => new Map<string, readonly Numbered[]>());

const toNumberedId = (id: AnyId, index: number, property: string): Numbered => ({
  number: index + 1,
  text: `${prettyId(id)}.${property}`,
  whole: stringifyId(id),
});

const previewOf = (ids: readonly JsonObject[], property: string): readonly Numbered[] =>
  ids.slice(0, PREVIEW).map((id, index) => toNumberedId(id, index, property));

/** The rows of a list of ids, remembered for the last place in which it was open. */
function toIdRows(list: readonly Numbered[], parent: string, level: number, property: string): readonly IdRow[] {
  const last = lastRowsOf(list);
  if (last.parent !== parent) {
    last.parent = parent;
    last.rows = list.map(({ number, text, whole }): IdRow => ({
      type: 'id',
      id: `${parent} id ${number}`,
      level,
      open: null,
      number,
      text,
      whole,
      prop: toPropId(`${whole}.${property}`),
    }));
  }
  return last.rows;
}

const lastRowsOf = derived((_: readonly Numbered[]): { parent: string | null; rows: readonly IdRow[] } => ({
  parent: null,
  rows: [],
}));

/** An instance stands below one callback only. Of 20,000 the ids are not put together again for every event. */
function instanceId(instance: PatternInstance, parent: string): string {
  const own = ownId(instance);
  return (own.text ??= `${parent} instance ${instance.label}`);
}

const ownId = derived((_: PatternInstance): { text: string | null } => ({ text: null }));

const numbered = (use: PatternUse): readonly Numbered[] => toNumbered(use.ids ?? [], use.dependency.property);

function fitsWords(words: readonly string[], text: string): boolean {
  if (words.length === 0) return true;
  const haystack = text.toLowerCase();
  return words.every((word) => haystack.includes(word));
}
