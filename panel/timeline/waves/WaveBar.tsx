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

/** What the wall time of a wave went to, along its critical path. The words next to it say the largest part. */
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
