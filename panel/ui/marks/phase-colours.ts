import type { SegmentName } from '../../../src/analysis/phase-segments';

/** As in the legend of a call's bar; the name is always next to the colour, or in its title. */
export const PHASE_COLOURS: Readonly<Record<SegmentName, string>> = {
  waiting: 'var(--wait)',
  network: 'var(--net)',
  server: 'var(--srv)',
  'network + server': 'linear-gradient(90deg, var(--net), var(--srv))',
  function: 'var(--client)',
  job: 'var(--job)',
  parse: 'var(--edge)',
  apply: 'var(--apply)',
  paint: 'var(--paint)',
};
