import { durationOf } from '../src/trace/duration';
import type { TraceModel } from '../src/trace/model';
import { type Call, OUTCOMES } from '../src/trace/types';
import { SUMMARY } from '../src/words/en/summary';
import { formatDuration } from '../src/words/figures';
import { namesOf } from '../src/words/names';

const SLOWEST = 3;

/** Lines for a terminal: how many calls ended how, and the slowest of them. */
export function summarise(model: TraceModel): readonly string[] {
  const calls = [...model.calls.values()];
  const lines = [SUMMARY.calls(calls.length, model.callbacks.size)];
  const counts = OUTCOMES.map((outcome) => ({
    outcome,
    count: calls.filter((call) => call.outcome === outcome).length,
  }));
  for (const { outcome, count } of counts) if (count > 0) lines.push(`  ${outcome.padEnd(16)}${count}`);
  const slowest = slowestOf(calls);
  if (slowest.length > 0) lines.push(SUMMARY.slowest);
  for (const { call, duration } of slowest) {
    lines.push(`  ${formatDuration(duration).padStart(9)}  ${namesOf(model).callback(call.callback)}  (${call.id})`);
  }
  if (model.dropped > 0) lines.push(SUMMARY.dropped(model.dropped));
  return lines;
}

function slowestOf(calls: readonly Call[]): readonly { readonly call: Call; readonly duration: number }[] {
  return calls
    .flatMap((call) => {
      const duration = durationOf(call);
      return duration === null ? [] : [{ call, duration }];
    })
    .sort((a, b) => b.duration - a.duration)
    .slice(0, SLOWEST);
}
