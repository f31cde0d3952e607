import { describe, expect, it } from 'vitest';
import type { Failure, FailureParams } from '../../../src/protocol/answer';
import { checkMessage } from '../../../src/protocol/validation';
import { FAILURES } from '../../../src/words/en/failures';
import { describeFailure } from '../../../src/words/failures';

/** Parameters of every code; the compiler requires all of them. */
const ALL: FailureParams = {
  page_gone: {},
  value_dropped: {},
  not_json: {},
  no_text: {},
  job_over: {},
  job_superseded: {},
  no_cancel_input: {},
  cancel_inputs_missing: { props: ['stop.n_clicks'] },
  no_set_props: {},
  set_props_failed: { prop: 'stop.n_clicks', detail: 'no such component' },
  permission_denied: {},
  permission_failed: { detail: 'not from a click' },
  permission_in_popup: {},
  permission_by_icon: {},
  trace_too_large: {},
  trace_not_created: { detail: 'out of memory' },
};

describe('why a request got no value', () => {
  it.each(Object.entries<object>({ ...ALL }))('has a text for %s', (code, params) => {
    expect(describeFailure({ code, params } as Failure)).toMatch(/^[A-Z][^{}]{10,}/);
  });

  it('has no other texts', () => {
    expect(Object.keys(FAILURES)).toEqual(Object.keys(ALL));
  });

  it('names the inputs that are missing', () => {
    expect(describeFailure({ code: 'cancel_inputs_missing', params: { props: ['a.b', 'c.d'] } })).toBe(
      'No input that cancels this job is on the page (a.b and c.d).',
    );
  });

  it('is accepted from a page only as a known code with its parameters', () => {
    const refused = (reason: unknown): unknown => checkMessage({ type: 'refused', id: 1, reason });
    expect(refused({ code: 'job_over', params: {} })).toBeDefined();
    expect(refused({ code: 'set_props_failed', params: { prop: 'a.b', detail: 'no' } })).toBeDefined();
    expect(refused({ code: 'set_props_failed', params: { prop: 'a.b' } })).toBeUndefined();
    expect(refused({ code: 'constructor', params: {} })).toBeUndefined();
    expect(refused('over')).toBeUndefined();
  });
});
