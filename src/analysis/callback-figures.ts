import { percentileOf } from '../lib/percentile';
import { durationOf } from '../trace/duration';
import type { TraceModel } from '../trace/model';
import type { Call, CallbackKey, CallId } from '../trace/types';
import { createCallWatch } from './changed-calls';
import { SEGMENTS, toPhaseSegments, type SegmentName } from './phase-segments';

/** Durations of the recorded calls of one callback, in milliseconds from request to end. */
export interface CallbackFigures {
  /** Calls that ran and have ended. */
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly total: number;
  /** The part of the total after the calls were sent, without the time in which they waited for others. */
  readonly self: number;
  /** What the time was spent on, added up, in chronological order; painting comes after the end. */
  readonly phases: readonly { readonly name: SegmentName; readonly ms: number }[];
  readonly slowest: CallId;
}

export interface FigureTracker {
  /** Figures of every callback that ran, by its key. The object of a callback without new calls is reused. */
  readonly update: (model: TraceModel) => ReadonlyMap<CallbackKey, CallbackFigures>;
}

interface Sample {
  readonly call: CallId;
  readonly duration: number;
  readonly self: number;
  readonly phases: Readonly<Partial<Record<SegmentName, number>>>;
}

export const figuresOf = (model: TraceModel): ReadonlyMap<CallbackKey, CallbackFigures> =>
  createFigureTracker().update(model);

/**
 * Follows one app while it is recorded: a call is measured when it changes, and the figures of its callback are updated
 * then.
 */
export function createFigureTracker(): FigureTracker {
  const watch = createCallWatch(true);
  const callbackOf = new Map<CallId, CallbackKey>();
  const samples = new Map<CallbackKey, Map<CallId, Sample>>();
  let figures: ReadonlyMap<CallbackKey, CallbackFigures> = new Map();

  return {
    update(model) {
      const { afresh, gone, calls } = watch(model);
      if (afresh) {
        samples.clear();
        callbackOf.clear();
      } else if (calls.length === 0 && gone.length === 0) return figures;
      const touched = new Set<CallbackKey>();
      for (const id of gone) {
        const key = callbackOf.get(id);
        callbackOf.delete(id);
        if (key !== undefined && samples.get(key)?.delete(id) === true) touched.add(key);
      }
      for (const call of calls) {
        const sample = toSample(call);
        if (sample === null) continue;
        const own = samples.get(call.callback) ?? new Map<CallId, Sample>();
        samples.set(call.callback, own);
        own.set(call.id, sample);
        callbackOf.set(call.id, call.callback);
        touched.add(call.callback);
      }
      if (touched.size === 0 && !afresh) return figures;
      const next = new Map(afresh ? [] : figures);
      for (const key of touched) {
        const sums = sumUp([...(samples.get(key)?.values() ?? [])]);
        if (sums === null) next.delete(key);
        else next.set(key, sums);
      }
      figures = next;
      return figures;
    },
  };
}

function toSample(call: Call): Sample | null {
  const duration = durationOf(call);
  const shape = toPhaseSegments(call);
  if (duration === null || shape === null || call.ended === null) return null;
  const phases: Partial<Record<SegmentName, number>> = {};
  for (const { name, ms } of shape.segments) phases[name] = ms;
  return { call: call.id, duration, self: Math.max(0, call.ended - (call.phases.sent ?? call.ended)), phases };
}

function sumUp(samples: readonly Sample[]): CallbackFigures | null {
  const sorted = samples.map(({ duration }) => duration).sort((a, b) => a - b);
  const max = sorted.at(-1);
  const slowest = samples.find(({ duration }) => duration === max);
  if (max === undefined || slowest === undefined) return null;
  const phases = SEGMENTS.flatMap((name) => {
    const ms = samples.reduce((sum, sample) => sum + (sample.phases[name] ?? 0), 0);
    return ms > 0 ? [{ name, ms }] : [];
  });
  return {
    count: samples.length,
    p50: percentileOf(sorted, 0.5) ?? max,
    p95: percentileOf(sorted, 0.95) ?? max,
    max,
    total: sorted.reduce((sum, duration) => sum + duration, 0),
    self: samples.reduce((sum, { self }) => sum + self, 0),
    phases,
    slowest: slowest.call,
  };
}
