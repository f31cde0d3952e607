import { flatItems, readPayload, type Payload, type PayloadItem } from '../../dash/payload';
import { isJsonObject, type JsonValue } from '../../lib/json';
import { isCutValue } from '../../protocol/cut-value';
import { hashOfText } from '../../protocol/text-marks';
import type { Call, CutValue } from '../../trace/types';

/** Length of a value's JSON in characters; `null` if it was not measured. */
export function sizeOf(value: JsonValue | undefined): number | null {
  if (value === undefined) return 0;
  return isCutValue(value) ? (value as unknown as CutValue).$bytes : JSON.stringify(value).length;
}

/**
 * A text that is the same for equal values. `certain` says whether equal texts prove equal values: for a value that was
 * left in the page without a hash, only its length and beginning are known. `cut`: some of it was left in the page, so
 * it cannot be compared with a value that was not.
 */
export interface ValueMark {
  readonly text: string;
  readonly certain: boolean;
  readonly cut: boolean;
}

export function markOf(value: JsonValue | undefined): ValueMark {
  let [certain, cut] = [true, false];
  const text = JSON.stringify(value, (_name, item: JsonValue) => {
    if (!isCutValue(item)) return item;
    const { $preview, $bytes, $why, $hash } = item as unknown as CutValue;
    if ($why === 'undefined') return [$why];
    cut = true;
    if ($hash === undefined) certain = false;
    return [$bytes, $hash ?? $preview];
  }) as string | undefined;
  return { text: text ?? '', certain, cut };
}

/** `true` or `false` only where it is certain. */
export function isSameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean | null {
  const [one, other] = [markOf(a), markOf(b)];
  if (one.cut !== other.cut) {
    if (isHashed(a, b) || isHashed(b, a)) return true;
    // Another JSON serialiser may add some spaces to the same value, but does not make it twice as long.
    return areFarApart(sizeOf(a), sizeOf(b)) ? false : null;
  }
  if (one.text !== other.text) return one.certain === other.certain || beginOtherwise(a, b) ? false : null;
  return one.certain && other.certain ? true : null;
}

/** How much is cut depends on the rest of the text: the hash of one shows that it is the other, which is whole. */
const isHashed = (cut: JsonValue | undefined, whole: JsonValue | undefined): boolean =>
  isCutValue(cut) &&
  whole !== undefined &&
  (cut as unknown as CutValue).$hash !== undefined &&
  (cut as unknown as CutValue).$hash === hashOfText(JSON.stringify(whole));

/**
 * Whether two long texts differ in what is known of their beginnings. Serialisers write letters and digits alike; the rest
 * may be escaped by one and not by the other.
 */
function beginOtherwise(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (!isCutValue(a) || !isCutValue(b)) return false;
  const [one, other] = [a, b].map((value) => /^"[ \w]*/.exec((value as unknown as CutValue).$preview)?.[0] ?? '');
  const length = Math.min(one?.length ?? 0, other?.length ?? 0);
  return length > 1 && one?.slice(0, length) !== other?.slice(0, length);
}

const areFarApart = (a: number | null, b: number | null): boolean =>
  a !== null && b !== null && Math.max(a, b) > 2 * Math.min(a, b);

export const payloadOf = (call: Call): Payload | undefined => readPayload(call.request?.json);

/** The values of a call's State, by prop id. */
export const stateOf = (payload: Payload): readonly PayloadItem[] => flatItems(payload.state);

export const inputsOf = (payload: Payload): readonly PayloadItem[] => flatItems(payload.inputs);

/** Inputs and State as text; `null` if a value is not known in full. */
export function givenOf(payload: Payload): string | null {
  const mark = markOf([payload.inputs, payload.state]);
  return mark.certain ? mark.text : null;
}

/** The mark of a call that returned nothing and wrote nothing else. */
export const NOTHING_RETURNED = '{}';

/** What was returned, as text, with what was written with `set_props`; `null` if it is not known in full. */
export function returnedOf(call: Call): string | null {
  const json = call.response?.json;
  if (!isJsonObject(json) || json['response'] === undefined) return null;
  const side = sideUpdatesOf(call).map(({ props }) => props);
  const marks = side.length === 0 ? [markOf(json['response'])] : [markOf(json['response']), markOf(side)];
  return marks.every(({ certain }) => certain) ? marks.map(({ text }) => text).join(' ') : null;
}

/** What it wrote with `set_props`. */
export const sideUpdatesOf = ({ sideUpdates }: Call): Call['sideUpdates'] =>
  sideUpdates.filter(({ origin }) => origin === 'set_props');

/** Whether the function ran: the request was sent, or it was called in the page. */
export const didRun = ({ phases }: Call): boolean => phases.sent !== undefined;

/** Milliseconds between request and response, if both were seen. */
export function runTime({ phases, ended }: Call): number {
  const from = phases.sent ?? 0;
  return Math.max(0, (phases.received ?? phases.firstByte ?? ended ?? from) - from);
}
