import type { CallbackActivity, Outcome } from '../../../src/trace/types';

type Run = CallbackActivity['recent'][number];

const BARS = 9;
const HEIGHT = 12;
const PITCH = 4;

type Shape = 'done' | 'nothing' | 'lost' | 'error';
const SHAPES: readonly Shape[] = ['done', 'nothing', 'lost', 'error'];

/** Shapes, so that colour is not the only signal: full bar, hollow bar, bar with a gap like an exclamation mark. */
function shapeOf(outcome: Outcome): Shape {
  switch (outcome) {
    case 'updated':
    case 'partial':
      return 'done';
    case 'no_update':
    case 'prevented':
      return 'nothing';
    case 'error':
      return 'error';
    default:
      return 'lost';
  }
}

const rect = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}h${width}v${height}h${-width}z`;

/** The lines of one bar, in a picture of `HEIGHT`. */
function barOf(shape: Shape, x: number, height: number): string {
  if (shape === 'error') return rect(x, 0, 3, HEIGHT - 5) + rect(x, HEIGHT - 3, 3, 3);
  return shape === 'done' ? rect(x, HEIGHT - height, 3, height) : rect(x + 0.5, HEIGHT - height + 0.5, 2, height - 1);
}

/**
 * The last runs of a callback as bars: the height is the duration, shape and colour the outcome. One path for each
 * shape, because all bars move with each call.
 */
export function Spark({ runs }: { readonly runs: readonly Run[] }) {
  const shown = runs.slice(-BARS);
  if (shown.length === 0) return null;
  const longest = shown.reduce((most, run) => Math.max(most, run.duration ?? 0), 0.001);
  const lines: Record<Shape, string> = { done: '', nothing: '', lost: '', error: '' };
  for (const [index, { duration, outcome }] of shown.entries()) {
    const shape = shapeOf(outcome);
    lines[shape] += barOf(shape, index * PITCH, Math.max(3, Math.round(((duration ?? 0) / longest) * HEIGHT)));
  }
  return (
    <svg className="graph-spark" width={shown.length * PITCH - 1} height={HEIGHT} aria-hidden="true">
      {SHAPES.map((shape) => (lines[shape] === '' ? null : <path key={shape} className={shape} d={lines[shape]} />))}
    </svg>
  );
}
