import { describe, expect, it } from 'vitest';

import { allComponents } from '../../random/known';
import type { RandomApp, RandomId } from '../../random/app';
import { randomApp } from '../../random/generate';
import { shrink } from '../../random/shrink';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);
const nameOf = (id: RandomId): string => (typeof id === 'string' ? id : String(id['f']));

describe('randomApp', () => {
  it('generates the same app for the same seed', () => {
    expect(randomApp(7)).toEqual(randomApp(7));
    expect(randomApp(7)).not.toEqual(randomApp(8));
  });

  it.each(['callbacks', 'acts', 'ids', 'Inputs'])('generates valid apps: %s', (what) => {
    for (const app of SEEDS.map(randomApp)) {
      const ids = allComponents(app).map(({ id }) => nameOf(id));
      if (what === 'callbacks') expect(app.callbacks.length).toBeGreaterThanOrEqual(1);
      if (what === 'ids') {
        const own = app.components.map(({ id }) => JSON.stringify(id));
        expect(new Set(own).size).toBe(own.length);
      }
      for (const { acts, outputs, inputs, state } of app.callbacks) {
        if (what === 'acts') for (const { outs } of acts) expect(outs).toHaveLength(outputs.length);
        if (what === 'Inputs') expect(inputs.length).toBeGreaterThan(0);
        // A family can be empty.
        if (what === 'ids')
          for (const { id } of [...outputs, ...inputs, ...state]) if (typeof id === 'string') expect(ids).toContain(id);
      }
    }
  });
});

describe('shrink', () => {
  const size = (app: RandomApp): number => app.callbacks.length;

  it('keeps only what makes the app fail', async () => {
    const app = randomApp(5);
    const wanted = app.callbacks.at(-1);
    const smallest = await shrink(
      app,
      (each) => Promise.resolve(each.callbacks.some(({ inputs }) => inputs === wanted?.inputs)),
      1_000,
    );
    expect(smallest.callbacks).toHaveLength(1);
    expect(smallest.visit).toEqual([]);
    expect(smallest.components.length).toBeLessThan(app.components.length);
  });

  it('runs no more apps than allowed', async () => {
    let played = 0;
    const app = randomApp(5);
    const smallest = await shrink(app, () => Promise.resolve(++played > 0), 3);
    expect(played).toBe(3);
    expect(size(smallest)).toBeLessThan(size(app));
  });
});
