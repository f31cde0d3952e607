import { describe, expect, it } from 'vitest';

import type { FileCall } from '../../../src/trace/file/trace-file';
import { toCallId, toPropId, type Cause, type PropWrite } from '../../../src/trace/types';
import { wrongIn } from '../../random/check-findings';
import { comparePlays } from '../../random/compare-plain';
import { knownOf } from '../../random/known';
import { differencesOf } from '../../random/oracle';
import type { Evidence } from '../../random/play';
import evidenceJson from '../../fixtures/random/evidence.json';

/**
 * One play of a small app: a button runs callback 0, which writes n0.children and sets y0.title; callback 1 runs in the page
 * and writes n1.children; callback 2 follows y0.title.
 */
const evidence = evidenceJson as unknown as Evidence;
const { trace } = evidence;
if (trace === null) throw new Error('the fixture has a trace');

const withCalls = (change: (call: FileCall) => FileCall | null): Evidence => ({
  ...evidence,
  trace: { ...trace, calls: trace.calls.flatMap((call) => change(call) ?? []) },
});
const lastOf = (callback: number): FileCall => {
  const found = trace.calls.findLast((call) => call.callback === evidence.keys[callback]);
  if (found === undefined) throw new Error(`callback ${callback} has a call`);
  return found;
};
const withCauses = (callback: number, causes: readonly Cause[]): Evidence =>
  withCalls((call) => (call.id === lastOf(callback).id ? { ...call, causes } : call));
const withWrite = (prop: string, write: Partial<PropWrite>): Evidence => ({
  ...evidence,
  trace: {
    ...trace,
    writes: { ...trace.writes, [prop]: (trace.writes[prop] ?? []).map((each) => ({ ...each, ...write })) },
  },
});
const [first] = trace.calls;
if (first === undefined) throw new Error('the fixture has calls');

describe('the oracle of random apps', () => {
  it('accepts a true trace', () => {
    expect(differencesOf(evidence)).toEqual([]);
  });

  const click = { type: 'user', prop_id: toPropId('b0.n_clicks'), gesture: true } as const;
  const falsified: readonly (readonly [string, RegExp, Evidence])[] = [
    [
      'a value that the server did not return',
      /^fields: .*outputs/,
      withCalls((call) => ({ ...call, outputs: call.outputs.map((output) => ({ ...output, value: 'other' })) })),
    ],
    [
      'a call that is left out',
      /^fields: .*calls in the trace/,
      withCalls((call) => (call === lastOf(0) ? null : call)),
    ],
    [
      'an outcome that was not so',
      /^fields: .*outcome/,
      withCalls((call) => (call === lastOf(2) ? { ...call, outcome: 'prevented' } : call)),
    ],
    [
      'an argument that a clientside function was not given',
      /^fields: .*arguments/,
      withCalls((call) =>
        call === lastOf(1) && call.ctx !== null ? { ...call, ctx: { ...call.ctx, inputs_list: [] } } : call,
      ),
    ],
    [
      'a clientside call that is left out',
      /^fields: .*clientside calls/,
      withCalls((call) => (call === lastOf(1) ? null : call)),
    ],
    ['no cause', /^causes: .*n0\.children came from .*says nothing/, withCauses(1, [])],
    [
      'another call as cause',
      /^causes: .*n0\.children came from c\d/,
      withCauses(1, [{ type: 'call', prop_id: toPropId('n0.children'), call: lastOf(2).id }]),
    ],
    [
      'a gesture instead of set_props',
      /^causes: .*y0\.title came from set_props of c\d/,
      withCauses(2, [{ type: 'user', prop_id: toPropId('y0.title'), gesture: true }]),
    ],
    [
      'a gesture that did not happen',
      /^causes: .*it was not touched before/,
      { ...withCauses(0, [click]), page: { ...evidence.page, gestures: [] } },
    ],
    [
      'a cause that came later',
      /^causes: .*it came later/,
      withCauses(0, [click, { type: 'call', prop_id: toPropId('b0.n_clicks'), call: lastOf(1).id }]),
    ],
    ['an unknown cause', /^causes: .*it says nothing/, withCauses(0, [click, { type: 'unknown' }])],
    [
      'a gesture for which nothing was requested',
      /^causes: callback 0: nothing was requested for the click on b0/,
      withCalls((call) => (call === lastOf(0) ? { ...call, changed: [] } : call)),
    ],
    ['another winner', /^winners: n1\.children ends with/, withWrite('n1.children', { call: lastOf(0).id })],
    ['a write without a call', /^winners: y0\.title ends with/, withWrite('y0.title', { origin: 'user', call: null })],
    [
      'a result that was thrown away and yet seen',
      /^winners: c\d+ is discarded, and what it returned was on the page/,
      withCalls((call) => (call === lastOf(1) ? { ...call, outcome: 'discarded' } : call)),
    ],
    [
      'a fault of ours',
      /^faults: the recording says/,
      {
        ...evidence,
        trace: { ...trace, events: [...trace.events, { at: first.phases.requested ?? (0 as never), type: 'dropped' }] },
      },
    ],
    ['an uncaught error', /^faults: uncaught/, { ...evidence, complaints: ['uncaught: TypeError: x'] }],
    [
      'a missing id that nothing is said of',
      /^whyNot: callback 2: n2 is not on the page, and nothing says so/,
      { ...evidence, page: { ...evidence.page, ids: evidence.page.ids.filter((id) => id !== 'n2') } },
    ],
    [
      'an id that is said to be missing and is there',
      /^whyNot: callback 2: "Its Output n2\.children is not on the page.*, and it is there/,
      {
        ...evidence,
        trace: {
          ...trace,
          layout: { strings: (trace.layout?.strings ?? []).filter((id) => id !== 'n2'), families: {} },
        },
      },
    ],
    ['nothing recorded', /^trace: nothing was recorded/, { ...evidence, trace: null }],
    [
      'a call that does not exist',
      /^causes: .*there is no such call/,
      withCauses(0, [click, { type: 'layout', call: toCallId('c999') }]),
    ],
  ];
  it.each(falsified)('complains about %s', (_, complaint, wrong) => {
    expect(differencesOf(wrong)).toContainEqual(expect.stringMatching(complaint));
  });
});

describe('the comparison with a run without the extension', () => {
  const withTitle = (title: string): Evidence => ({
    ...evidence,
    page: { ...evidence.page, layout: { ...evidence.page.layout, n1: { title } } },
  });

  it('finds nothing where both are the same', () => {
    expect(comparePlays([evidence], [evidence])).toEqual([]);
  });

  it('names the final value of each property', () => {
    expect(comparePlays([withTitle('a')], [withTitle('b')])).toEqual([
      'behaviour: n1.title is "a" with us, and "b" without',
    ]);
  });

  it('counts how often a callback ran', () => {
    const twice = { ...evidence, log: [...evidence.log, ...evidence.log] };
    expect(comparePlays([twice], [evidence])).toContainEqual(
      expect.stringMatching(/^behaviour: runs of callback 0 is /),
    );
  });

  it('ignores what differs between two such runs', () => {
    expect(comparePlays([withTitle('a'), withTitle('b')], [withTitle('b'), withTitle('b')])).toEqual([]);
  });
});

describe('the check of findings', () => {
  const [writer, , reader] = [lastOf(0), lastOf(1), lastOf(2)];
  const { callOf } = knownOf(evidence, trace);

  it('accepts a finding that its calls confirm', () => {
    expect(wrongIn('lost-update', [writer, reader], ['n2.children'], callOf)).toEqual([]);
    expect(wrongIn('same-inputs-twice', [reader, reader], [], callOf)).toEqual([]);
  });

  it('rejects a lost update whose value the later writer had', () => {
    expect(wrongIn('lost-update', [writer, reader], ['y0.title'], callOf)).toEqual([
      `${reader.id} had the value of ${writer.id} when it began`,
    ]);
  });

  it('rejects identical inputs that differ', () => {
    expect(wrongIn('same-inputs-twice', [writer, reader], [], callOf)).toHaveLength(1);
  });

  it('rejects a loop that does not continue', () => {
    expect(wrongIn('loop', [reader, writer], [], callOf)).toHaveLength(1);
  });

  it('accepts a loop through new components, whose first calls start again at depth 1', () => {
    const again = {
      ...reader,
      outputs: writer.outputs,
      ctx: reader.ctx === null ? null : { ...reader.ctx, triggered: [] },
    };
    expect(wrongIn('loop', [writer, again], [], callOf)).toEqual([]);
    expect(wrongIn('loop', [lastOf(1), again], [], callOf)).toHaveLength(1);
  });
});
