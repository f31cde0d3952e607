import type { TraceModel } from '../../src/trace/model';
import { durationOf } from '../../src/trace/duration';
import type { Call, CallId } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';
import type { Filters } from '../store/panel-store';
import { callName } from './call-names';
import { callbackName } from './callback-names';
import { toPropTest } from './prop-pattern';
import { propsOf } from './props-of-call';
import { toTerm } from './query-terms';
import { wavesOfApp } from './waves-of-app';

type Term = (call: Call, callbacks: TraceModel['callbacks']) => boolean;

/**
 * What the search field says. Words stand for text in the callback's name, key or triggers; the terms of
 * `query-terms.ts` narrow down further. All of them must fit.
 */
export function parseQuery(text: string, model: TraceModel): readonly Term[] {
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => toTest(word, model));
}

function toTest(word: string, model: TraceModel): Term {
  const { name = '', value = '' } = toTerm(word) ?? {};
  if (isUnfinished(name, value)) return () => true;
  switch (name) {
    case 'prop': {
      const fits = toPropTest(value);
      return (call, callbacks) => propsOf(call, callbacks).some(fits);
    }
    case 'match':
      return (call) => fitsMatch(call, value);
    case 'wave': {
      const wave = new Set(wavesOfApp(model).find(({ number }) => String(number) === value)?.calls);
      return (call) => wave.has(call.id);
    }
    case 'call': {
      const ids = new Set(value.split(','));
      return (call) => ids.has(call.id);
    }
    case 'outcome':
      return (call) => call.outcome.startsWith(value);
    case 'kind':
      return (call) => call.kind.startsWith(value);
    case 'triggered': {
      const fits = toPropTest(value);
      return (call) => call.changed.some((prop) => fits(prop.toLowerCase()) || fits(prettyPropId(prop).toLowerCase()));
    }
    case 'duration':
      return toDurationTerm(value) ?? ((call, callbacks) => haystack(call, callbacks).includes(word));
    default:
      return (call, callbacks) => haystack(call, callbacks).includes(word);
  }
}

/** A term that is still being typed says nothing yet, and takes nothing away. */
const isUnfinished = (name: string, value: string): boolean => (name !== '' && value === '') || (name === 'duration' && /^[<>]=?\.?$/.test(value));

const COMPARE: Readonly<Record<string, (duration: number, limit: number) => boolean>> = {
  '>': (duration, limit) => duration > limit,
  '>=': (duration, limit) => duration >= limit,
  '<': (duration, limit) => duration < limit,
  '<=': (duration, limit) => duration <= limit,
};

/** Without a sign at least so long, without a unit milliseconds; `null` for what is no duration. */
function toDurationTerm(text: string): Term | null {
  const [, sign = '>=', number, unit] = /^([<>]=?)?(\d+\.?\d*|\.\d+)(ms|s)?$/.exec(text) ?? [];
  const fits = COMPARE[sign];
  if (number === undefined || fits === undefined) return null;
  const limit = Number(unit === 's' ? `${number}e3` : number);
  return (call) => {
    const duration = durationOf(call);
    // A difference of two moments has a tail of binary fractions; no browser's clock tells less than a microsecond.
    return duration !== null && fits(Math.round(duration * 1000) / 1000, limit);
  };
}

/** `index=2`, or only the value; `index=`, whatever the value. */
function fitsMatch({ match }: Call, asked: string): boolean {
  const equals = asked.indexOf('=');
  const [key, value] = equals < 0 ? [null, asked] : [asked.slice(0, equals), asked.slice(equals + 1)];
  return Object.entries(match ?? {}).some(([name, bound]) => {
    const text = (typeof bound === 'string' ? bound : JSON.stringify(bound)).toLowerCase();
    return (key === null || name.toLowerCase() === key) && (text === value || (key !== null && value === ''));
  });
}

const haystacks = new WeakMap<Call, string>();

function haystack(call: Call, callbacks: TraceModel['callbacks']): string {
  let text = haystacks.get(call);
  if (text === undefined) {
    const changed = call.changed.flatMap((prop) => [prop, prettyPropId(prop)]);
    text = [callName(callbacks, call), callbackName(callbacks, call.callback), call.callback, call.id, ...changed, call.error?.message ?? ''].join('\n').toLowerCase();
    haystacks.set(call, text);
  }
  return text;
}

export const isFiltering = ({ text, kinds, outcomes, timeRange }: Filters): boolean =>
  text.trim() !== '' || kinds.length > 0 || outcomes.length > 0 || (timeRange ?? null) !== null;

/** Whether some of the call lies in the range; an open call goes on. */
function touches({ phases, ended }: Call, timeRange: Filters['timeRange']): boolean {
  if (!timeRange) return true;
  const [from, to] = timeRange;
  return (phases.requested ?? 0) <= to && (ended ?? Infinity) >= from;
}

/** Ids of the calls that pass, in the order of requests; the model's own array when nothing is filtered. */
export function filterCalls(model: TraceModel, filters: Filters): readonly CallId[] {
  if (!isFiltering(filters)) return model.callIds;
  const terms = parseQuery(filters.text, model);
  return model.callIds.filter((id) => {
    const call = model.calls.get(id);
    return (
      call !== undefined &&
      touches(call, filters.timeRange) &&
      (filters.kinds.length === 0 || filters.kinds.includes(call.kind)) &&
      (filters.outcomes.length === 0 || filters.outcomes.includes(call.outcome)) &&
      terms.every((term) => term(call, model.callbacks))
    );
  });
}
