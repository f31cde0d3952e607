import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../../panel/ui/styles/theme.css', import.meta.url), 'utf8');

function colours(after: string): Record<string, string> {
  const block = /\{([^{}]*)\}/.exec(css.slice(css.indexOf(after)))?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6,8});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

const LIGHT = colours(':root {');
const DARK = colours(":root[data-theme='dark'] {");
const DARK_BY_MEDIA = colours(":root:not([data-theme='light']) {");

type Rgba = readonly [number, number, number, number];
const parse = (hex: string): Rgba => {
  const [r = 0, g = 0, b = 0, a = 255] = (hex.slice(1).match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  return [r, g, b, a / 255];
};
const over = (front: Rgba, back: Rgba): Rgba =>
  [0, 1, 2].map((i) => (front[i] ?? 0) * front[3] + (back[i] ?? 0) * (1 - front[3])).concat(1) as unknown as Rgba;
/** Relative luminance and contrast as WCAG 2.1 defines them. */
function luminance([r, g, b]: Rgba): number {
  const [x = 0, y = 0, z = 0] = [r, g, b].map((value) =>
    value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
function contrast(a: Rgba, b: Rgba): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s theme', (_name, theme) => {
  const bg = parse(theme['bg'] ?? '');
  const surfaces = {
    bg,
    bg2: parse(theme['bg2'] ?? ''),
    bg3: parse(theme['bg3'] ?? ''),
    sel: over(parse(theme['sel'] ?? ''), bg),
  };

  it.each(['ink', 'dim', 'server', 'client', 'job', 'ws', 'ok', 'err', 'hot-ink'])(
    'has readable contrast: %s',
    (name) => {
      for (const [surface, colour] of Object.entries(surfaces)) {
        expect.soft(contrast(parse(theme[name] ?? ''), colour), `${name} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it.each(['edge', 'hot', 'sel-line', 'srv', 'apply'])('is distinguishable from the surface: %s', (name) => {
    expect(contrast(parse(theme[name] ?? ''), bg)).toBeGreaterThanOrEqual(3);
  });
});

it('has the same dark colours by preference and by setting', () => expect(DARK_BY_MEDIA).toEqual(DARK));
