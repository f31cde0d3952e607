import type { Act, RandomApp, RandomCallback } from './app';

/** Slightly smaller apps, the smallest first. */
function* smaller(app: RandomApp): Generator<RandomApp> {
  const { callbacks, visit } = app;
  for (const size of [Math.ceil(callbacks.length / 2), Math.ceil(callbacks.length / 4), 1].filter(unique)) {
    for (let at = 0; at < callbacks.length; at += size)
      if (callbacks.length > size)
        yield { ...app, callbacks: callbacks.filter((_, index) => index < at || index >= at + size) };
  }
  for (const size of [Math.ceil(visit.length / 2), 1].filter(unique))
    for (let at = 0; at < visit.length; at += size)
      yield { ...app, visit: visit.filter((_, index) => index < at || index >= at + size) };
  for (const [index, callback] of callbacks.entries())
    for (const simpler of simplerCallbacks(callback))
      yield { ...app, callbacks: callbacks.map((each, at) => (at === index ? simpler : each)) };
  const used = JSON.stringify([callbacks, visit]);
  const needed = app.components.filter(({ id }) =>
    used.includes(JSON.stringify(typeof id === 'string' ? id : id['f'])),
  );
  if (needed.length < app.components.length) yield { ...app, components: needed };
}

const unique = (value: number, index: number, all: readonly number[]): boolean =>
  value > 0 && all.indexOf(value) === index;

function* simplerCallbacks(callback: RandomCallback): Generator<RandomCallback> {
  const { acts, outputs, inputs, state, delay, running } = callback;
  const withActs = (change: (act: Act) => Act): RandomCallback => ({ ...callback, acts: acts.map(change) });
  for (const act of acts) if (acts.length > 1) yield { ...callback, acts: [act] };
  if (acts.some(({ sets }) => sets !== undefined)) yield withActs(({ sets: _, ...act }) => act);
  if (acts.some(({ size }) => size !== undefined)) yield withActs(({ size: _, ...act }) => act);
  if (acts.some(({ end }) => end !== 'return')) yield withActs((act) => ({ ...act, end: 'return' }));
  if (state.length > 0) yield { ...callback, state: [] };
  if (running !== undefined) {
    const { running: _, ...rest } = callback;
    yield rest;
  }
  if (delay > 0) yield { ...callback, delay: 0 };
  for (const at of inputs.keys())
    if (inputs.length > 1) yield { ...callback, inputs: inputs.filter((_, index) => index !== at) };
  for (const at of outputs.keys())
    if (outputs.length > 1)
      yield {
        ...callback,
        outputs: outputs.filter((_, index) => index !== at),
        acts: acts.map((act) => ({ ...act, outs: act.outs.filter((_, index) => index !== at) })),
      };
}

/**
 * The smallest app found that still fails.
 * @param fails plays it and says whether it fails in the same way; an app that cannot be played does not
 * @param tries how many apps are played at most
 */
export async function shrink(
  app: RandomApp,
  fails: (app: RandomApp) => Promise<boolean>,
  tries: number,
): Promise<RandomApp> {
  let best = app;
  let left = tries;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smaller(best)) {
      if (left-- <= 0) return best;
      if (!(await fails(candidate))) continue;
      best = candidate;
      isSmaller = true;
      break;
    }
  }
  return best;
}
