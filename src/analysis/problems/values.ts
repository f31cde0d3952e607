import { stringifyId, stripHash } from '../../dash/component-id';
import { flatItems, readPayload, type Payload, type PayloadItem } from '../../dash/payload';
import { isJsonObject, type JsonValue } from '../../lib/json';
import { isCutValue } from '../../protocol/cut-value';
import type { Call, CutValue } from '../../trace/types';

/** Length of a value's JSON in characters; `null` where nobody measured it. */
export function sizeOf(value: JsonValue | undefined): number | null {
  if (value === undefined) return 0;
  return isCutValue(value) ? (value as unknown as CutValue).$bytes : JSON.stringify(value).length;
}

/**
 * A text that is the same for equal values. `certain` tells whether equal texts prove equal values: of a value that was
 * left in the page only its length and beginning are known.
 */
export interface ValueMark {
  readonly text: string;
  readonly certain: boolean;
}

export function markOf(value: JsonValue | undefined): ValueMark {
  if (value !== undefined && isCutValue(value)) {
    const { $preview, $bytes, $hash } = value as unknown as CutValue;
    return { text: `${String($bytes)} ${$hash ?? $preview}`, certain: false };
  }
  const text = value === undefined ? '' : JSON.stringify(value);
  return { text, certain: !holdsCut(value) };
}

function holdsCut(value: JsonValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isCutValue(value) || Object.values(value as object).some((item: JsonValue) => holdsCut(item));
}

/** `true` or `false` only where it is certain. */
export function isSameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean | null {
  const [hashA, hashB] = [hashOf(a), hashOf(b)];
  if (hashA !== undefined && hashB !== undefined) return hashA === hashB;
  const [one, other] = [markOf(a), markOf(b)];
  if (one.text !== other.text && (one.certain === other.certain || sizeOf(a) !== sizeOf(b))) return false;
  return one.certain && other.certain ? one.text === other.text : null;
}

const hashOf = (value: JsonValue | undefined): string | undefined => (value !== undefined && isCutValue(value) ? (value as unknown as CutValue).$hash : undefined);

export const payloadOf = (call: Call): Payload | undefined => readPayload(call.request?.json);

export const propIdOf = ({ id, property }: PayloadItem): string => `${stringifyId(id)}.${stripHash(property)}`;

/** The values a call got for its State, by prop id. */
export const stateOf = (payload: Payload): readonly PayloadItem[] => flatItems(payload.state);

export const inputsOf = (payload: Payload): readonly PayloadItem[] => flatItems(payload.inputs);

/** Inputs and State as text; `null` when some of it is not known whole. */
export function givenOf(payload: Payload): string | null {
  const mark = markOf([payload.inputs, payload.state]);
  return mark.certain ? mark.text : null;
}

/** What was returned, as text; `null` when it is not known whole. */
export function returnedOf(call: Call): string | null {
  const json = call.response?.json;
  if (!isJsonObject(json) || json['response'] === undefined) return null;
  const mark = markOf(json['response']);
  return mark.certain ? mark.text : null;
}

/** The function ran: the request left, or it was called in the page. */
export const didRun = ({ phases }: Call): boolean => phases.sent !== undefined;

/** Milliseconds between request and answer, as far as both were seen. */
export function runTime({ phases, ended }: Call): number {
  const from = phases.sent ?? 0;
  return Math.max(0, (phases.received ?? phases.firstByte ?? ended ?? from) - from);
}
