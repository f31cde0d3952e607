// How slow this machine is right now: every limit of the tests is multiplied by it, so that a slow or busy machine gets
// more time, and a test that hangs still ends.
import { Worker } from 'node:worker_threads';

/** Environment variable that carries the pace to Playwright, Vitest, pytest and the servers they start. */
export const PACE_VARIABLE = 'TEST_PACE';

/** What `measurePace` takes on an idle machine with two cores at about 3 GHz. */
const REFERENCE_MS = 400;
/** A machine that seems to be slower than this was probably suspended while it was measured. */
const SLOWEST = 20;

/** A fixed piece of work: numbers, strings, objects, garbage. */
const WORK = `
const { parentPort } = require('node:worker_threads');
let number = 1;
const kept = new Map();
for (let step = 0; step < 3e6; step++) {
  number = (number * 1664525 + 1013904223) % 4294967296;
  if (step % 16 === 0) kept.set('key ' + (number % 5000), [number, step]);
}
parentPort.postMessage(kept.size);`;

/** @returns {Promise<void>} */
const work = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORK, { eval: true });
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });

/**
 * Does the work on two threads at once, as tests run two at a time.
 * @returns {Promise<number>} how many times as long as on the reference machine it took, never below 1
 */
export async function measurePace() {
  const began = performance.now();
  await Promise.all([work(), work()]);
  return toPace(performance.now() - began);
}

export const toPace = (/** @type {number} */ took) =>
  Math.round(Math.min(SLOWEST, Math.max(1, took / REFERENCE_MS)) * 10) / 10;

/** The pace that was measured for this run; 1 if it was not measured, as in `npm start`. */
export const pace = () => Math.max(1, Number(process.env[PACE_VARIABLE]) || 1);

/** A limit in milliseconds, longer on a slow machine. */
export const patience = (/** @type {number} */ ms) => Math.round(ms * pace());
