import { createTrace } from '../src/trace/create-trace';
import type { AgentEvent } from '../src/protocol/events';
import type { PartSize } from '../src/trace/run-handlers';
import { soakEvents, type SoakSize } from '../test/support/fakes/soak-events';
import { round } from './figure';

const BATCH = 500;
/** Memory is compared from this part of the visit on: by then every limit has been reached. */
const WARM = 0.4;
const SAMPLES = 10;
/** How much the heap may differ between two moments. */
const MOST_GROWTH = 1.1;

/**
 * Plays a very long visit into one trace, prints its size and speed ten times on the way and every part of the state at the
 * end.
 * @returns exit code: 1 when a part is larger than its limit or memory grew after the limits had been reached
 */
export function soakTrace(size: SoakSize): number {
  const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
  const heaps: number[] = [];
  let batch: AgentEvent[] = [];
  let count = 0;
  let call = 0;
  let spent = 0;
  const flush = (): void => {
    const start = performance.now();
    trace.apply(batch);
    trace.model();
    spent += performance.now() - start;
    count += batch.length;
    batch = [];
  };
  for (const event of soakEvents(size)) {
    batch.push(event);
    if (event.type === 'requested') call = event.call;
    if (batch.length >= BATCH) flush();
    if (call >= ((heaps.length + 1) * size.calls) / SAMPLES) {
      flush();
      heaps.push(heapUsed());
      console.log(
        `${call} calls: ${heaps.at(-1)?.toFixed(1) ?? ''} MB, ${Math.round(count / (spent / 1_000))} events/s`,
      );
    }
  }
  flush();
  const sizes = trace.sizes();
  for (const { handler, part, size: entries, most, forgotten } of sizes)
    console.log(`${handler}.${part}: ${entries} of at most ${most}, ${forgotten} forgotten`);
  const tooLarge = sizes.filter(isTooLarge);
  for (const { part, size: entries, most } of tooLarge)
    console.log(`FAILED: ${part} has ${entries}, more than ${most}`);
  const warm = heaps.slice(Math.floor(SAMPLES * WARM));
  const growth = round((warm.at(-1) ?? 0) / Math.min(...warm));
  const grew = growth > MOST_GROWTH;
  console.log(
    `${grew ? 'FAILED: ' : ''}memory at the end is ${growth} times the least since ${WARM * 100}% of the calls`,
  );
  return tooLarge.length > 0 || grew ? 1 : 0;
}

/** Limits are checked once in several events, so a part may be a little larger in between. */
export const isTooLarge = ({ size, most }: PartSize): boolean => size > most * 1.02 + 100;

function heapUsed(): number {
  if (globalThis.gc === undefined) throw new Error('Node has to run with --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1_000_000;
}
