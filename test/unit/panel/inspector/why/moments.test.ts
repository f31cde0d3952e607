import { describe, expect, it } from 'vitest';
import { momentsOf } from '../../../../../panel/inspector/why/moments';
import { traceFrom } from '../../../../support/notation/trace-from';

describe('the moments to choose from', () => {
  const model = traceFrom(
    'c1 a.x <- in.value 5-20 initial',
    'event 100 user {"id":"in","props":{"value":"h"}}',
    'event 250 user {"id":"in","props":{"value":"he"}}',
    'event 400 user {"id":"btn","props":{"n_clicks":1,"n_clicks_timestamp":3}}',
    'event 500 interval {"id":"clock","props":{"n_intervals":1}}',
  );

  it('are user actions and the page load, newest first, with typing as one', () =>
    expect(momentsOf(model).map(({ at, props }) => [at, ...props])).toEqual([
      [400, 'btn.n_clicks', 'btn.n_clicks_timestamp'],
      [100, 'in.value'],
      [5],
    ]));

  it('last until the next one', () =>
    expect(momentsOf(model).map(({ until }) => until)).toEqual([Number.MAX_SAFE_INTEGER - 1, 399, 99]));
});
