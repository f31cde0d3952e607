import type { CSSProperties } from 'react';
import { toPhaseSegments, type SegmentName } from '../../../src/analysis/phase-segments';
import type { Call } from '../../../src/trace/types';
import { describePhaseNote } from '../../../src/words/phases';
import { formatDuration } from '../../ui/format';
import { PHASE_COLOURS } from '../../ui/marks/phase-colours';
import { Term } from '../../ui/Term';

/** The stretches in which the function runs: red when it failed. */
const RUNS: readonly SegmentName[] = ['server', 'network + server', 'function', 'job'];

/** Where the time of a call went: a bar, and the numbers beneath it. */
export function PhaseBar({ call }: { readonly call: Call }) {
  const shape = toPhaseSegments(call);
  if (!shape) return null;
  const { segments, total, note } = shape;
  const colourOf = (name: SegmentName): string =>
    call.outcome === 'error' && RUNS.includes(name) ? 'var(--err)' : PHASE_COLOURS[name];
  return (
    <section className="phases" aria-label="Phases">
      <div className="phases-bar" aria-hidden="true">
        {segments.map(({ name, ms }) =>
          ms > 0 ? <i key={name} style={{ flexGrow: ms, background: colourOf(name) }} /> : null,
        )}
        {call.ended === null ? <i className="phases-now" /> : null}
      </div>
      <dl className="phases-legend">
        {segments.map(({ name, ms }) => (
          <div key={name}>
            <dt>
              <i style={{ '--swatch': colourOf(name) } as CSSProperties} />
              {name}
            </dt>
            <dd>{formatDuration(ms)}</dd>
          </div>
        ))}
        <div className="phases-total">
          <dt>
            <Term name="phases">total</Term>
          </dt>
          <dd>{call.ended === null ? 'running' : formatDuration(total)}</dd>
        </div>
      </dl>
      {note && segments.length > 1 ? <p className="phases-note">{describePhaseNote(note)}</p> : null}
    </section>
  );
}
