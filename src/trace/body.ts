import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../lib/json';
import type { TextRef } from '../protocol/events';
import type { Body } from './types';

/** A body whose JSON is parsed on first access: most are never read. */
class TextBody implements Body {
  private parsed: JsonValue | undefined;
  private readonly source: string;
  private isParsed = false;

  constructor(
    readonly text: number,
    readonly bytes: number,
    source: string,
    private readonly defaults: JsonObject,
  ) {
    this.source = source;
  }

  get json(): JsonValue | undefined {
    if (!this.isParsed) {
      const parsed = parseJson(this.source);
      this.parsed = isJsonObject(parsed) ? { ...this.defaults, ...parsed } : parsed;
      this.isParsed = true;
    }
    return this.parsed;
  }

  /** The text itself, for what is not JSON (error pages). */
  get raw(): string {
    return this.source;
  }
}

/**
 * A text that was sent with its event, or only its size and number when it is large.
 * @param defaults what the server assumes for fields that the text does not have
 */
export function toBody(ref: TextRef, defaults: JsonObject = {}): Body {
  return ref.inline === undefined
    ? {
        text: ref.text,
        bytes: ref.bytes,
        json: isJsonObject(ref.frame) ? { ...defaults, ...ref.frame } : undefined,
        isOutlined: false,
      }
    : new TextBody(ref.text, ref.bytes, ref.inline, defaults);
}

/** A body that was never text: the arguments or the result of a clientside function. */
export const toPageBody = (json: JsonValue): Body => ({ text: 0, bytes: null, json });

/** The text of a body that was sent in full, `undefined` for a large one. */
export const textOf = (body: Body | null): string | undefined => (body instanceof TextBody ? body.raw : undefined);

/** `response[id][prop]`, when the body has it. */
export function responseValue(body: JsonValue | undefined, id: string, property: string): JsonValue | undefined {
  if (!isJsonObject(body) || !isJsonObject(body['response'])) return undefined;
  const { response } = body;
  // Before `multi` was sent for every callback, the props of a single output had no id around them
  // (docs/dash-internals.md#response).
  const props = response[id] ?? (body['multi'] === undefined ? response['props'] : undefined);
  return isJsonObject(props) && Object.hasOwn(props, property) ? props[property] : undefined;
}
