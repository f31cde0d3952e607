import { describe, expect, it } from 'vitest';
import type { CallReasonParams, JobReasonParams } from '../../../src/trace/reason';
import { toCallId, toPropId, type CallReason, type JobReason } from '../../../src/trace/types';
import { CALL_REASONS, JOB_REASONS } from '../../../src/words/en/reasons';
import { plainText } from '../../../src/words/plain';
import { describeEnd, describeJobReason, describeReason } from '../../../src/words/reasons';

const by = toCallId('c2');
const prop = toPropId('out.children');

/** Parameters of every code; the compiler requires all of them. */
const CALLS: CallReasonParams = {
  merged: { by },
  superseded: { by: null },
  newer_request: { by },
  outputs_removed: {},
  targets_removed: { props: [prop], others: true },
  circular: {},
  outputs_missing: {},
  group_dropped: { failed: by },
  inputs_missing: {},
  component_unregistered: { prop, by },
  inputs_ambiguous: {},
  not_started: {},
  dependency_unusable: { kind: 'several', dependency: 'State', prop },
  hot_reload: {},
  connection_lost: {},
  page_left: { was: 'sent' },
  cancelled_job: { by, fromPanel: true },
  dropped: {},
  no_update: {},
  no_value: {},
  prevented: { lost: true },
  no_update_or_prevented: { lost: true },
  partly_no_update: { left: 2, declared: 3 },
  no_outputs: {},
  side_targets_missing: { props: [prop], origin: 'set_props', near: ['message'] },
  unknown_props: { props: [prop] },
  job_without_result: {},
  server_unreachable: { detail: 'Failed to fetch' },
  server_error: { status: 500 },
  gateway_error: { status: 502 },
  access_denied: { status: 403 },
  wrong_address: { status: 404, path: '/app/_dash-update-component' },
  foreign_response: { status: 418 },
  unreadable_response: { what: 'html', redirected: '/login', poll: false },
  not_applied: { detail: 'Cannot patch undefined' },
  unknown_callback: {},
  clientside_error: {},
  clientside_shape: { what: 'list', length: 1, declared: 2, written: true },
  job_error: {},
  failed: {},
  waiting_for_slot: { limit: 12, running: 12 },
  waiting_for_call: { call: by, prop, direct: false },
  text: { text: 'As it was written.' },
};

const JOBS: JobReasonParams = {
  cancelled: { by, fromPanel: false },
  superseded: { by },
  page_left: {},
  hot_reload: {},
  outputs_removed: {},
  without_result: {},
  poll_failed: { status: 502 },
  probably_cached: { call: by, polls: 3 },
  error: { message: 'ValueError: boom.' },
  text: { text: 'As it was written.' },
};

const SENTENCE = /^[A-Z{].*\.$/s;

describe('the catalogue', () => {
  it.each(Object.entries<object>({ ...CALLS }))('has a sentence for the reason %s of a call', (code, params) => {
    expect(plainText(describeReason({ code, params } as CallReason))).toMatch(SENTENCE);
  });

  it.each(Object.entries<object>({ ...JOBS }))('has a sentence for the reason %s of a job', (code, params) => {
    expect(plainText(describeJobReason({ code, params } as JobReason))).toMatch(SENTENCE);
  });

  it('has a text for each code and no other texts', () => {
    expect(Object.keys(CALL_REASONS)).toEqual(Object.keys(CALLS));
    expect(Object.keys(JOB_REASONS)).toEqual(Object.keys(JOBS));
  });
});

describe('a reason', () => {
  it('names calls and properties as parts with links', () => {
    expect(describeReason({ code: 'waiting_for_call', params: { call: by, prop, direct: true } })).toEqual([
      { type: 'text', text: 'It is waiting for ' },
      { type: 'call-number', call: 'c2' },
      { type: 'text', text: ', which has yet to write its input ' },
      { type: 'prop', prop: 'out.children' },
      { type: 'text', text: '.' },
    ]);
  });

  it('includes a renewed login, but not twice for an older file, whose text contains it', () => {
    const described = (reason: CallReason | null): string => plainText(describeEnd({ reason, requests: 2 }));
    expect(described(null)).toMatch(/^The server rejected the first request/);
    expect(described({ code: 'no_update', params: {} })).toMatch(/^The server rejected .* again\. It ran and returned/);
    expect(described({ code: 'text', params: { text: 'The server refused it.' } })).toBe('The server refused it.');
  });
});
