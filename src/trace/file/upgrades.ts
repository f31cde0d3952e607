import type { JsonObject } from '../../lib/json';

/** Turns the content of a file of version N into one of version N + 1; the key is N. */
export const UPGRADES: { readonly [version: number]: (file: JsonObject) => JsonObject } = {};
