import { toMilliseconds } from '../../src/lib/brand';
import { Sketch } from './sketch';

/** The same numbers in every run, so that pictures can be compared. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** As in the picture of the design: a few actions, a job, a failure, a clientside function, a long task. */
function dashboard(): Sketch {
  const sketch = new Sketch();
  const load = { type: 'initial' } as const;
  const sales = sketch.call({ callback: 'load_region', at: 310, wait: 14, run: 220, server: 180, cause: load });
  sketch.call({ callback: 'save_prefs', at: 310, wait: 15, run: 60, server: 31, cause: load });
  sketch.call({
    callback: 'ns.format_title',
    at: sketch.endOf(sales),
    wait: 0.4,
    run: 0.6,
    kind: 'clientside',
    by: [sales],
  });
  sketch.call({ callback: 'draw_chart', at: sketch.endOf(sales), wait: 6, run: 160, server: 120, by: [sales] });
  sketch.task(760, 140);
  const start = sketch.act('user', 'start.n_clicks', 1900);
  sketch.call({
    callback: 'train_model',
    at: 1900,
    wait: 8,
    run: 5600,
    kind: 'background',
    cause: start,
    job: {
      polls: Array.from({ length: 11 }, (_, i) => ({ at: toMilliseconds(2400 + i * 480), duration: 6 })),
      progress: Array.from({ length: 7 }, (_, i) => ({
        at: toMilliseconds(2600 + i * 640),
        props: { bar: { value: String(i + 1), max: '10' } },
      })),
    },
  });
  const region = sketch.act('user', 'region.value', 3820);
  const again = sketch.call({ callback: 'load_region', at: 3820, wait: 210, run: 420, server: 300, cause: region });
  sketch.call({ callback: 'load_region', at: 3790, wait: 31, outcome: 'merged', cause: region });
  sketch.call({
    callback: 'ns.format_title',
    at: sketch.endOf(again),
    wait: 0.4,
    run: 0.8,
    kind: 'clientside',
    by: [again],
  });
  const chart = sketch.call({
    callback: 'draw_chart',
    at: sketch.endOf(again),
    wait: 180,
    run: 720,
    server: 640,
    by: [again],
  });
  sketch.call({
    callback: 'update_item',
    at: sketch.endOf(again),
    wait: 12,
    run: 130,
    by: [again],
    outcome: 'discarded',
  });
  sketch.task(sketch.endOf(chart), 190);
  for (let n = 0; n < 8; n++) {
    const tick = sketch.act('interval', 'clock.n_intervals', 1000 + n * 1000);
    sketch.call({ callback: 'tell_time', at: 1000 + n * 1000, wait: 1, run: 14, cause: tick, websocket: true });
  }
  const exported = sketch.act('user', 'export.n_clicks', 6600);
  sketch.call({
    callback: 'export_books',
    at: 6600,
    wait: 30,
    run: 260,
    server: 200,
    cause: exported,
    outcome: 'error',
  });
  const last = sketch.act('user', 'region.value', 8100);
  sketch.call({ callback: 'load_region', at: 8100, wait: 60, cause: last, outcome: 'pending' });
  sketch.call({ callback: 'save_prefs', at: 8102, run: 0, cause: last, outcome: 'pending' });
  return sketch;
}

/** A page that asks for forty things at once: twelve run, the others wait for a slot. */
function queueing(): Sketch {
  const sketch = new Sketch();
  const next = random(7);
  const slots = Array.from({ length: 12 }, () => 405);
  for (let n = 0; n < 40; n++) {
    const at = 400 + n * 0.1;
    const slot = slots.indexOf(Math.min(...slots));
    const sent = Math.max(at + 3, slots[slot] ?? 0);
    const run = 90 + next() * 260;
    slots[slot] = sent + run + 6;
    sketch.call({
      callback: `card_${n}`,
      at,
      wait: sent - at,
      run,
      server: run * 0.8,
      cause: { type: 'initial' },
      ...(n === 17 ? { outcome: 'error' as const } : {}),
    });
  }
  return sketch;
}

/** So many calls in bursts, ten minutes' worth. */
function crowd(count: number): Sketch {
  const sketch = new Sketch();
  const next = random(3);
  let at = 200;
  for (let n = 0; n < count;) {
    at += 20 + (next() * next() * 90_000_000) / count;
    const cause =
      next() < 0.3 ? sketch.act('interval', 'clock.n_intervals', at) : sketch.act('user', 'region.value', at);
    const first = sketch.call({ callback: `load_${n % 7}`, at, wait: 1 + next() * 20, run: 20 + next() * 200, cause });
    n++;
    for (let i = next() * 9; i > 0 && n < count; i--, n++) {
      sketch.call({
        callback: `show_${n % 40}`,
        at: sketch.endOf(first),
        wait: next() * 60,
        run: next() < 0.2 ? 1 : 10 + next() * 300,
        by: [first],
        kind: next() < 0.2 ? 'clientside' : 'server',
        outcome: next() < 0.01 ? 'error' : 'updated',
      });
    }
  }
  return sketch;
}

export const TIMELINE_SCENARIOS: Readonly<Record<string, () => Sketch>> = {
  dashboard,
  queueing,
  thousand: () => crowd(1_000),
  crowd: () => crowd(100_000),
  empty: () => new Sketch(),
};
