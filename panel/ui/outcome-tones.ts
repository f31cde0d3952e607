import type { Outcome } from '../../src/trace/types';

/** The tone of an outcome: only errors are red, only what is happening now is orange. */
type Tone = 'ok' | 'dim' | 'err' | 'hot';

export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  updated: 'ok',
  partial: 'ok',
  no_update: 'dim',
  prevented: 'dim',
  error: 'err',
  unreadable: 'err',
  discarded: 'dim',
  cancelled: 'dim',
  pending: 'hot',
  merged: 'dim',
  superseded: 'dim',
  circular: 'dim',
  outputs_missing: 'dim',
  inputs_missing: 'dim',
  group_dropped: 'dim',
  not_hydrated: 'dim',
};
