import { WAIT_KINDS, type WaitKind } from '../../../src/analysis/critical-path';
import type { Wave } from '../../../src/analysis/waves';

const COLOURS: Readonly<Record<WaitKind, string>> = {
  queue: 'var(--wait)',
  server: 'var(--srv)',
  job: 'var(--job)',
  clientside: 'var(--client)',
  apply: 'var(--apply)',
  other: 'var(--line)',
};

/** How the duration of a wave was spent, along its critical path. The text next to it names the largest part. */
export function WaveBar({ wave }: { readonly wave: Wave }) {
  return (
    <span className="timeline-share" aria-hidden="true">
      {WAIT_KINDS.map((kind) =>
        wave.shares[kind] > 0 ? (
          <i key={kind} style={{ flexGrow: wave.shares[kind], background: COLOURS[kind] }} />
        ) : null,
      )}
    </span>
  );
}
