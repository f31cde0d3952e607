import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import type { Job } from '../../../src/trace/types';

/** One step of a job that was seen: `fraction` from 0 to 1, `null` when its values are no `value` of a `max`. */
interface ProgressStep {
  readonly at: number;
  readonly fraction: number | null;
  /** `7/10`, or nothing. */
  readonly text: string;
}

const toNumber = (value: JsonValue | undefined): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

/** The progress a job reported. Dash sends whatever the app writes; a number with a `max` is taken for a bar. */
export function toProgress(job: Job): readonly ProgressStep[] {
  // A bar's `max` is often written once and then left alone.
  const most = new Map<string, number>();
  return job.progress.map(({ at, props }) => {
    for (const [id, written] of Object.entries(props)) {
      if (!isJsonObject(written)) continue;
      const max = toNumber(written['max']) ?? most.get(id) ?? null;
      if (max !== null) most.set(id, max);
      const value = toNumber(written['value']);
      if (value !== null && max !== null && max > 0)
        return { at, fraction: Math.min(1, Math.max(0, value / max)), text: `${value}/${max}` };
    }
    return { at, fraction: null, text: '' };
  });
}
