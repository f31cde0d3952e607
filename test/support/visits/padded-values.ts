import type { BrowserContext } from '@playwright/test';

import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../../src/lib/json';

/** The name of what is added to an object. */
const PAD = 'padding';
/** Spaces: a page shows a text that ends with them as it shows one without. */
const FEWEST = 1_000;

/**
 * Makes the values that callbacks write large on their way to the page, and small again on their way back: the app's
 * functions and its page do what they do without. Padded are texts and components in `children`, and what `data` and
 * `figure` hold, in a `Patch` too.
 * @param characters added to each value; with 0 requests and responses pass this way all the same
 */
export async function padValues(context: BrowserContext, characters: number): Promise<void> {
  const padding = ' '.repeat(characters);
  await context.route(/_dash-update-component/, async (route) => {
    const sent = parseJson(route.request().postData() ?? '');
    const response = await route.fetch(sent === undefined ? {} : { postData: JSON.stringify(unpad(sent)) });
    const body = parseJson(await response.text());
    if (!isJsonObject(body) || characters === 0) await route.fulfill({ response });
    else await route.fulfill({ response, body: JSON.stringify(padBody(body, padding)) });
  });
}

const PADDED: ReadonlySet<string> = new Set(['children', 'data', 'figure']);

const padBody = (body: JsonObject, padding: string): JsonObject => ({
  ...body,
  ...padPart(body, 'response', padding),
  ...padPart(body, 'sideUpdate', padding),
});

function padPart(body: JsonObject, part: string, padding: string): JsonObject {
  const components = body[part];
  if (!isJsonObject(components)) return {};
  return {
    [part]: mapValues(components, (props) =>
      isJsonObject(props)
        ? mapValues(props, (value, name) => (PADDED.has(name) ? padValue(value, padding) : value))
        : props,
    ),
  };
}

const mapValues = (object: JsonObject, change: (value: JsonValue, key: string) => JsonValue): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

function padValue(value: JsonValue, padding: string): JsonValue {
  if (typeof value === 'string') return value + padding;
  if (Array.isArray(value)) {
    const [first, ...rest] = value as readonly JsonValue[];
    return first === undefined ? [] : [padValue(first, padding), ...rest];
  }
  if (!isJsonObject(value)) return value;
  const { operations, props } = value;
  if (Array.isArray(operations))
    return { ...value, operations: (operations as readonly JsonValue[]).map((one) => padOperation(one, padding)) };
  if (isJsonObject(props)) return { ...value, props: { ...props, title: padding } };
  return { ...value, [PAD]: padding };
}

function padOperation(operation: JsonValue, padding: string): JsonValue {
  const { params, operation: verb } = operation as JsonObject;
  // An item to be removed is found by its value.
  if (!isJsonObject(params) || params['value'] === undefined || verb === 'Remove') return operation;
  return { ...(operation as JsonObject), params: { ...params, value: padValue(params['value'], padding) } };
}

function unpad(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.length < FEWEST ? value : value.trimEnd();
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(unpad);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (key === PAD ? [] : [[key, unpad(item)] as const])),
  );
}
