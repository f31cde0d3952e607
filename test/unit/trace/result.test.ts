import { describe, expect, it } from 'vitest';

import type { JsonValue } from '../../../src/lib/json';
import type { EventOf } from '../../../src/protocol/events';
import { resultOf } from '../../../src/trace/result';
import type { Call } from '../../../src/trace/types';

const cell = (i: number): JsonValue => ({ id: { i }, property: 'title' });
const applied = (updated: readonly string[], declared: number): EventOf<'applied'> => ({
  seq: 1,
  at: 1,
  turn: 1,
  renderer: 0,
  type: 'applied',
  call: 1,
  updated,
  declared,
});
const sentFor = (outputs: readonly JsonValue[]): Call =>
  ({
    transport: 'http',
    status: 200,
    request: { text: 1, bytes: 1, json: { output: 'x', inputs: [], outputs } },
  }) as unknown as Call;

describe('resultOf', () => {
  it('does not count components that were added while the call ran', () => {
    const result = resultOf(sentFor([cell(0), cell(1)]), applied(['{"i":0}.title', '{"i":1}.title'], 3), '4.4.1');
    expect(result).toEqual({ outcome: 'updated', reason: null });
  });

  it('counts the outputs for which the call was sent', () => {
    const result = resultOf(sentFor([cell(0), cell(1)]), applied(['{"i":0}.title'], 3), '4.4.1');
    expect(result).toEqual({
      outcome: 'partial',
      reason: { code: 'partly_no_update', params: { left: 1, declared: 2 } },
    });
  });
});
