import type { LaneName } from '../lanes/to-lanes';
import type { BarSegmentName } from '../../../src/words/bar-segment';

const NAMES = [
  'bg',
  'bg2',
  'bg3',
  'line',
  'edge',
  'ink',
  'dim',
  'server',
  'client',
  'job',
  'ws',
  'err',
  'hot',
  'sel',
  'sel-line',
  'wait',
  'net',
  'srv',
  'apply',
  'paint',
] as const;

/** The theme's colours as the canvas needs them, by the names of `ui/theme.css`. */
export type Colours = { readonly [N in (typeof NAMES)[number]]: string } & { readonly sans: string };

export function readColours(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const entries = NAMES.map((name) => [name, read(name) || '#808080'] as const);
  return {
    ...(Object.fromEntries(entries) as { [N in (typeof NAMES)[number]]: string }),
    sans: read('sans') || 'sans-serif',
  };
}

/** Calls back whenever the theme may have changed: DevTools sets an attribute, the system its preference. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style', 'class'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', changed);
  };
}

export const LANE_COLOURS: Readonly<Record<LaneName, keyof Colours>> = {
  you: 'hot',
  server: 'srv',
  clientside: 'client',
  jobs: 'job',
  websocket: 'ws',
  'long tasks': 'err',
};

export const SEGMENT_COLOURS: Readonly<Record<BarSegmentName, keyof Colours>> = {
  wait: 'wait',
  network: 'net',
  server: 'srv',
  run: 'srv',
  function: 'client',
  job: 'job',
  apply: 'apply',
  paint: 'paint',
  'left out': 'edge',
};

/** The stretches in which the function runs: red when it failed. */
export const RUNS: readonly BarSegmentName[] = ['server', 'run', 'function', 'job'];

const readable = new Map<string, string>();

/** White or near-black, whichever can be read on the colour. */
export function textOn(colour: string): string {
  let text = readable.get(colour);
  if (text === undefined) {
    const [r = 0, g = 0, b = 0] = (colour.replace('#', '').match(/../g) ?? []).map((pair) => {
      const value = parseInt(pair, 16) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    // The two contrasts of WCAG are equal at a luminance of 0.179.
    text = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#10151d' : '#ffffff';
    readable.set(colour, text);
  }
  return text;
}
