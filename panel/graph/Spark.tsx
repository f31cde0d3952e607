import type { CallbackActivity, Outcome } from '../../src/trace/types';

type Run = CallbackActivity['recent'][number];

const BARS = 9;
const HEIGHT = 12;
const PITCH = 4;

/** Shapes, so that colour is not the only signal: full bar, hollow bar, bar with a gap like an exclamation mark. */
function shapeOf(outcome: Outcome): 'done' | 'nothing' | 'lost' | 'error' {
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

/** The last runs of a callback as bars: as high as they took long, in the shape and colour of how they ended. */
export function Spark({ runs }: { readonly runs: readonly Run[] }) {
  const shown = runs.slice(-BARS);
  if (shown.length === 0) return null;
  const longest = shown.reduce((most, run) => Math.max(most, run.duration ?? 0), 0.001);
  return (
    <svg className="graph-spark" width={shown.length * PITCH - 1} height={HEIGHT} aria-hidden="true">
      {shown.map((run, index) => {
        const height = Math.max(3, Math.round(((run.duration ?? 0) / longest) * HEIGHT));
        const x = index * PITCH;
        const shape = shapeOf(run.outcome);
        if (shape === 'error') {
          return (
            <g key={run.call} className="error">
              <rect x={x} y={0} width={3} height={HEIGHT - 5} />
              <rect x={x} y={HEIGHT - 3} width={3} height={3} />
            </g>
          );
        }
        if (shape === 'done') return <rect key={run.call} x={x} y={HEIGHT - height} width={3} height={height} />;
        return <rect key={run.call} className={shape} x={x + 0.5} y={HEIGHT - height + 0.5} width={2} height={height - 1} />;
      })}
    </svg>
  );
}
