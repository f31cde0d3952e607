import { durationOf } from '../src/trace/duration';
import type { TraceModel } from '../src/trace/model';
import { type Call, OUTCOMES } from '../src/trace/types';

const SLOWEST = 3;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const inWords = (ms: number): string => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);

/** Lines for a terminal: how many calls ended how, and the slowest of them. */
export function summarise(model: TraceModel): readonly string[] {
  const calls = [...model.calls.values()];
  const lines = [`${plural(calls.length, 'call')} of ${plural(model.callbacks.size, 'callback')}`];
  const counts = OUTCOMES.map((outcome) => ({
    outcome,
    count: calls.filter((call) => call.outcome === outcome).length,
  }));
  for (const { outcome, count } of counts) if (count > 0) lines.push(`  ${outcome.padEnd(16)}${count}`);
  const slowest = slowestOf(calls);
  if (slowest.length > 0) lines.push('slowest');
  for (const { call, duration } of slowest) {
    lines.push(
      `  ${inWords(duration).padStart(9)}  ${model.callbacks.get(call.callback)?.name ?? call.callback}  (${call.id})`,
    );
  }
  if (model.dropped > 0) lines.push(`${plural(model.dropped, 'event')} dropped: the page's buffer was full`);
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
