import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../panel/connection/create-pace';

describe('the refresh rate of a busy app', () => {
  it('is every second frame at most, and at once after a pause', () => {
    let now = 1_000;
    const due: { readonly at: number; readonly run: () => void }[] = [];
    const page = {
      performance: { now: () => now },
      requestAnimationFrame: (run: () => void) => due.push({ at: Math.floor(now / 16 + 1) * 16, run }),
      setTimeout: (run: () => void, wait: number) => due.push({ at: now + wait, run }),
    } as unknown as Parameters<typeof createPace>[0];
    const pace = createPace(page);
    const looks: number[] = [];
    const until = (end: number): void => {
      for (
        let next = due.sort((a, b) => a.at - b.at)[0];
        next !== undefined && next.at <= end;
        next = due.sort((a, b) => a.at - b.at)[0]
      ) {
        due.shift();
        now = next.at;
        next.run();
      }
      now = end;
    };
    const look = (): void => {
      looks.push(now);
      if (looks.length < 10) pace(look);
    };
    pace(look);
    until(2_000);
    const gaps = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
    expect(looks[0]).toBeLessThan(1_020);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(32);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(64);
    now = 3_000;
    pace(look);
    until(3_100);
    expect(looks.at(-1)).toBeLessThan(3_020);
  });
});
