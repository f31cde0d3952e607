import type { JsonValue } from '../lib/json';
import type { Job } from '../trace/types';
import { CALLBACK_CARD_TEXTS as TEXTS } from './en/callback-card';

export interface JobProgress {
  readonly text: string;
  /** 0 to 1, or `null` when the progress has no end that is known. */
  readonly ratio: number | null;
}

/**
 * What a job's last progress says, as far as it looks like one of the usual forms: an element with `value` and `max`
 * (`html.Progress`, `dbc.Progress`), or a percentage, or a text.
 */
export function jobProgress(job: Job | null): JobProgress | null {
  const last = job?.progress.at(-1);
  if (!last) return null;
  const written = Object.values(last.props);
  for (const props of written) {
    const value = toNumber(props.value);
    if (value === null) continue;
    const max = toNumber(props.max) ?? 100;
    if (max > 0)
      return {
        text: props.max === undefined ? TEXTS.percent(value) : TEXTS.step(value, max),
        ratio: Math.min(1, Math.max(0, value / max)),
      };
  }
  for (const props of written) {
    const text = props.children ?? props.label;
    if (typeof text === 'string') return { text, ratio: null };
  }
  return { text: TEXTS.progress, ratio: null };
}

function toNumber(value: JsonValue | undefined): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return null;
}
