import type { CallbackFigures } from '../../../src/analysis/callback-figures';
import { formatDuration } from '../format';
import { PHASE_COLOURS } from './phase-colours';

/** How the time of many calls was spent, as a bar; the largest part is named next to it, all of them in its title. */
export function PhaseSums({ phases }: { readonly phases: CallbackFigures['phases'] }) {
  const total = phases.reduce((sum, { ms }) => sum + ms, 0);
  const most = phases.reduce<(typeof phases)[number] | null>(
    (best, phase) => (best === null || phase.ms > best.ms ? phase : best),
    null,
  );
  if (most === null) return null;
  const words = phases.map(({ name, ms }) => `${name} ${formatDuration(ms)}`).join(', ');
  return (
    <span className="ui-phases" title={words}>
      <span className="ui-phases-bar" aria-hidden="true">
        {phases.map(({ name, ms }) => (
          <i key={name} style={{ flexGrow: ms, background: PHASE_COLOURS[name] }} />
        ))}
      </span>
      <span className="ui-phases-most">
        {most.name} {Math.round((100 * most.ms) / total)}%
      </span>
      <span className="ui-visually-hidden">{words}</span>
    </span>
  );
}
