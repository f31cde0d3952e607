import { describe, expect, it } from 'vitest';
import { toRunningRows } from '../../../../../panel/inspector/callback/to-running-rows';

describe('toRunningRows', () => {
  it('has a row for each property with its value during a call and after it', () => {
    const running = {
      on: { 'go.disabled': true, '{"index":["MATCH"],"type":"row"}.style': { opacity: 0.5 } },
      off: { 'go.disabled': false },
    };
    expect(toRunningRows(running)).toEqual([
      { prop: 'go.disabled', name: 'go.disabled', on: true, off: false },
      { prop: '{"index":["MATCH"],"type":"row"}.style', name: 'row[MATCH].style', on: { opacity: 0.5 } },
    ]);
  });
});
