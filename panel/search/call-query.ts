import { derived } from '../../src/lib/derived';
import type { TraceModel } from '../../src/trace/model';
import { durationOf } from '../../src/trace/duration';
import type { Call, CallId } from '../../src/trace/types';
import { prettyPropId } from '../../src/dash/pretty';
import { describeError } from '../../src/words/errors';
import type { Filters } from '../store/panel-store';
import { callName } from '../selectors/call-names';
import { callbackName } from '../selectors/callback-names';
import { toPropTest } from '../selectors/prop-pattern';
import { propsOfCall } from '../selectors/props-of-call';
import { listedValues, readQuery, type QueryWord, type QueryTermName } from './query-terms';
import { wavesOfApp } from '../selectors/waves-of-app';

type Term = (call: Call, callbacks: TraceModel['callbacks']) => boolean;

/**
 * The query in the search field. Plain words match text in the callback's name, key or triggers; the terms of
 * `query-terms.ts` filter further. A call must match all of them.
 */
function parseQuery(text: string, model: TraceModel): readonly Term[] {
  return readQuery(text.toLowerCase())
    .filter(({ term, value }) => (term === null ? value !== '' : !isUnfinished(term, value)))
    .map((word) => toTest(word, model));
}

function toTest({ term, value }: QueryWord, model: TraceModel): Term {
  switch (term) {
    case 'prop': {
      const fits = toPropTest(value);
      return (call, callbacks) => propsOfCall(call, callbacks).some(fits);
    }
    case 'match':
      return (call) => fitsMatch(call, value);
    case 'wave': {
      const numbers = new Set(listedValues(value));
      const calls = new Set(wavesOfApp(model).flatMap((wave) => (numbers.has(String(wave.number)) ? wave.calls : [])));
      return (call) => calls.has(call.id);
    }
    case 'call': {
      const ids = new Set(listedValues(value).map((text) => (/^\d+$/.test(text) ? `c${text}` : text)));
      return (call) => ids.has(call.id);
    }
    case 'outcome': {
      const outcomes = listedValues(value);
      return (call) => outcomes.some((outcome) => call.outcome.startsWith(outcome));
    }
    case 'kind': {
      const kinds = listedValues(value);
      return (call) => kinds.some((kind) => call.kind.startsWith(kind));
    }
    case 'triggered': {
      const fits = toPropTest(value);
      return (call) => call.changed.some((prop) => fits(prop.toLowerCase()) || fits(prettyPropId(prop).toLowerCase()));
    }
    case 'duration':
      return toDurationTest(value);
    case null:
      return (call, callbacks) => haystack(call, callbacks).includes(value);
  }
}

/** A term that is still being typed says nothing yet, and takes nothing away. */
const isUnfinished = (term: QueryTermName, value: string): boolean =>
  /^[\s,]*$/.test(value) || (term === 'duration' && /^[<>]=?\.?$/.test(value));

const COMPARE: Readonly<Record<string, (duration: number, limit: number) => boolean>> = {
  '>': (duration, limit) => duration > limit,
  '>=': (duration, limit) => duration >= limit,
  '<': (duration, limit) => duration < limit,
  '<=': (duration, limit) => duration <= limit,
};

/** Without a sign, at least this long; without a unit, milliseconds. An invalid duration matches nothing. */
function toDurationTest(text: string): Term {
  const [, sign = '>=', number, unit] = /^([<>]=?)?(\d+\.?\d*|\.\d+)(ms|s)?$/.exec(text) ?? [];
  const fits = COMPARE[sign];
  if (number === undefined || fits === undefined) return () => false;
  const limit = Number(unit === 's' ? `${number}e3` : number);
  return (call) => {
    const duration = durationOf(call);
    // The difference of two times has rounding errors; no browser clock is finer than a microsecond.
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

const haystack = (call: Call, callbacks: TraceModel['callbacks']): string => haystacksIn(callbacks)(call);

/** Depends on the callbacks too: names of functions arrive after the first calls, and change after a hot reload. */
const haystacksIn = derived((callbacks: TraceModel['callbacks']) =>
  derived((call: Call): string => {
    const changed = call.changed.flatMap((prop) => [prop, prettyPropId(prop)]);
    return [
      callName(callbacks, call),
      callbackName(callbacks, call.callback),
      call.callback,
      call.id,
      ...changed,
      describeError(call),
    ]
      .join('\n')
      .toLowerCase();
  }),
);

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
