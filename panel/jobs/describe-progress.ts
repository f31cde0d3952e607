import { prettyIdText } from '../../src/dash/pretty';
import type { JsonObject, JsonValue } from '../../src/lib/json';
import { valuePreview } from '../ui/values/value-preview';

interface ProgressProps {
  readonly [id: string]: JsonObject;
}

export interface Progress {
  /** What the job wrote, readable. */
  readonly text: string;
  /** How much of how much, where the job itself said both; never guessed from one number. */
  readonly ratio: { readonly value: number; readonly max: number } | null;
}

/**
 * One step of progress. A number alone has no end that the trace knows of (the `max` of a bar is in the layout), so it
 * makes no bar: `value` and `max` of one component do, and so do words such as "5 of 30", "5/30" or "17 %".
 */
export function describeProgress(props: ProgressProps): Progress {
  const sentences = Object.values(props).flatMap((own) =>
    Object.values(own).filter(
      (value): value is string => typeof value === 'string' && toNumber(value) === null && value.trim() !== '',
    ),
  );
  const pair = pairIn(props) ?? sentences.map(pairInWords).find((found) => found !== null) ?? null;
  const [sentence] = sentences;
  if (sentence !== undefined) return { text: sentence, ratio: pair };
  return { text: pair === null ? allProps(props) : `${pair.value}/${pair.max}`, ratio: pair };
}

/** Every property that was written, as `bar.value 5`. */
function allProps(props: ProgressProps): string {
  return Object.entries(props)
    .flatMap(([id, own]) =>
      Object.entries(own).map(([property, value]) => `${prettyIdText(id)}.${property} ${valuePreview(value)}`),
    )
    .join(', ');
}

function pairIn(props: ProgressProps): Progress['ratio'] {
  for (const own of Object.values(props)) {
    const found = toRatio(toNumber(own['value']), toNumber(own['max']));
    if (found !== null) return found;
  }
  return null;
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const OF = new RegExp(String.raw`(?<![\d./-])${NUMBER}\s*(?:/|of|out of)\s*${NUMBER}(?![\d./-])`, 'i');
const PERCENT = new RegExp(String.raw`(?<![\d./-])${NUMBER}\s?%`);

function pairInWords(text: string): Progress['ratio'] {
  const of = OF.exec(text);
  if (of !== null) return toRatio(Number(of[1]), Number(of[2]));
  const percent = PERCENT.exec(text);
  return percent === null ? null : toRatio(Number(percent[1]), 100);
}

function toRatio(value: number | null, max: number | null): Progress['ratio'] {
  return value === null || max === null || max <= 0 || value < 0 || value > max ? null : { value, max };
}

/** Components take numbers as text too: `html.Progress(value="5")`. */
function toNumber(value: JsonValue | undefined): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null;
}
