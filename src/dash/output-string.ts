import { parseId, splitPropId, stripHash, type AnyId } from './component-id';

/** One declared output, as the `output` string of a callback has it. */
export interface DeclaredOutput {
  readonly id: AnyId;
  readonly property: string;
  readonly duplicate: boolean;
}

/**
 * `..a.x...b.y..` for several outputs (also a list or dict of one), `a.x` for a single one
 * (docs/dash-internals.md#output-string).
 */
export const isMultiOutput = (output: string): boolean => output.startsWith('..') && output.endsWith('..');

/**
 * Reads the `output` string of a callback; empty for a callback without outputs, whose string is a bare hash (2.17+).
 */
export function parseOutputString(output: string): readonly DeclaredOutput[] {
  const parts = isMultiOutput(output) ? output.slice(2, -2).split('...') : [output];
  return parts.filter((part) => part.includes('.')).map(parsePart);
}

function parsePart(part: string): DeclaredOutput {
  const { id, property } = splitPropId(part);
  // Dots in an object id are written `\.`, which is not valid JSON; the renderer itself fails on them
  // (docs/dash-internals.md#output-string).
  return {
    id: parseId(id.replaceAll('\\.', '.')),
    property: stripHash(property),
    duplicate: property.includes('@'),
  };
}
