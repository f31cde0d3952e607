import type { PhaseNote } from '../analysis/phase-segments';
import { PHASE_NOTES } from './en/phases';

/** What to know about the stretches of a call's time. */
export const describePhaseNote = (note: PhaseNote): string => PHASE_NOTES[note];
