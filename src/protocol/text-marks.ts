import { eachChild } from './json-scan';

/** The longest JSON text, in characters, that is scanned: some milliseconds of an idle page. */
export const MARKED_LIMIT = 4_000_000;
/** Parts are split while there are fewer of them than this. */
const MOST_PARTS = 60;
/** Parts are not split deeper than this. */
const DEEPEST = 5;
/** A part of fewer characters is not split. */
const SMALLEST_SPLIT = 400;

/** Shows whether a text, or a part of it, is the same as another, without keeping either. */
export interface TextMarks {
  readonly $hash: string;
  readonly $parts?: { readonly [place: string]: readonly [bytes: number, hash: string] };
}

interface Part {
  readonly place: string;
  readonly depth: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Marks the JSON value between two positions of a text: its hash, and for an object or list the hash of each larger
 * part. Nothing for a text longer than `MARKED_LIMIT`.
 */
export function markText(text: string, start: number, end: number): Partial<TextMarks> {
  if (end - start > MARKED_LIMIT) return {};
  const parts = split(text, { place: '', depth: 0, start, end });
  return {
    $hash: hashOf(text, start, end),
    ...(parts.length < 2
      ? {}
      : {
          $parts: Object.fromEntries(
            parts.map((part) => [part.place, [part.end - part.start, hashOf(text, part.start, part.end)] as const]),
          ),
        }),
  };
}

/** Replaces the largest part with its children until there are enough parts. */
function split(text: string, whole: Part): readonly Part[] {
  let parts: Part[] = [whole];
  const done = new Set<Part>();
  while (parts.length < MOST_PARTS) {
    const [largest] = parts.filter((part) => !done.has(part)).sort((a, b) => b.end - b.start - (a.end - a.start));
    if (largest === undefined || largest.end - largest.start < SMALLEST_SPLIT) break;
    if (largest.depth === DEEPEST) {
      done.add(largest);
      continue;
    }
    const children: Part[] = [];
    eachChild(text, largest.start, (key, at) => {
      children.push({
        place: `${largest.place}${largest.place === '' ? '' : '/'}${String(key).replaceAll('/', '~1')}`,
        depth: largest.depth + 1,
        ...at,
      });
      return children.length < MOST_PARTS ? undefined : false;
    });
    // A long list of small things is one part, as is a string.
    if (children.length === 0 || children.length >= MOST_PARTS) done.add(largest);
    else parts = [...parts.filter((part) => part !== largest), ...children];
  }
  return parts;
}

/** The hash that `markText` computes for a whole text. */
export const hashOfText = (text: string): string => hashOf(text, 0, text.length);

/**
 * 53 bits, as `cyrb53` by bryc (public domain) computes them: equal for equal texts, and by chance for one pair in
 * 10^15.
 */
function hashOf(text: string, start: number, end: number): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
