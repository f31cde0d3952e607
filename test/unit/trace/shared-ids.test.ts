import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/analysis/problems/problem-finder';
import { whyFired } from '../../../src/analysis/why-fired';
import type { EventBody, SharedPlaces } from '../../../src/protocol/events';
import { createTrace } from '../../../src/trace/create-trace';
import { readTrace } from '../../../src/trace/file/read-trace';
import { toTraceFile } from '../../../src/trace/file/write-trace';
import type { TraceModel } from '../../../src/trace/model';
import { toCallId } from '../../../src/trace/types';
import { describeCall } from '../../../src/words/causes';
import { plainText } from '../../../src/words/plain';
import { reportedProblems } from '../../support/compare/reported-problems';

const OUT = { output: 'out.children', inputs: [{ id: 'save', property: 'n_clicks' }], state: [] };
const ADD = { output: 'place.children', inputs: [{ id: 'more', property: 'n_clicks' }], state: [] };

const asked = (call: number, output: string, more: object = {}): EventBody => ({
  type: 'requested',
  call,
  output,
  anyVals: '',
  initial: false,
  changed: [['save.n_clicks', 2]],
  group: null,
  by: [],
  ...more,
});
const wrote = (id: string, call: number | null): EventBody => ({
  type: 'props',
  id,
  component: 'html.Div',
  props: { children: null },
  origin: call === null ? 'clientside-set-props' : 'output',
  call,
  gesture: false,
});
const ids = (shared?: readonly SharedPlaces[], added: readonly string[] = []): EventBody => ({
  type: 'ids',
  added,
  removed: [],
  families: {},
  ...(shared === undefined ? {} : { shared }),
});
const TWICE: SharedPlaces = { id: 'save', count: 2, places: [[], ['place']], used: 1 };

/** Each event in a turn of its own, unless several are given together. */
function traceOf(...turns: readonly (EventBody | readonly EventBody[])[]): TraceModel {
  const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
  let seq = 0;
  const before = { type: 'definitions', definitions: [OUT, ADD] } as const;
  for (const [turn, bodies] of [before, ids(undefined, ['save', 'place']), ...turns].entries())
    trace.apply([bodies].flat().map((body) => ({ seq: ++seq, at: seq, turn, renderer: 0, ...body })));
  return trace.model();
}
const inserts = [
  asked(1, ADD.output),
  wrote('place', 1),
  asked(2, OUT.output, { changed: [['save.n_clicks', 1]], by: [1] }),
];
const whatOf = (model: TraceModel): unknown => model.calls.get(toCallId('c2'))?.causes.map(({ what }) => what);

describe('an id that several components have', () => {
  it('corrects what looked like a component that was re-inserted', () => {
    expect(whatOf(traceOf(inserts, ids()))).toEqual(['reinserted']);
    const model = traceOf(inserts, ids([TWICE]));
    expect(whatOf(model)).toEqual(['second']);
    expect(model.layout?.shared).toEqual([{ ...TWICE, by: { call: 'c1', callback: ADD.output } }]);
    const call = model.calls.get(toCallId('c2'));
    expect(call && plainText(describeCall(call, model.calls, []))).toContain(
      'added a second component with the id save, so this call',
    );
  });

  it('names no call where something else wrote around one of them', () => {
    for (const other of [wrote('place', null), wrote('outer', 1), wrote('outer', null)]) {
      const shared = { ...TWICE, places: [['outer'], ['place']] };
      const model = traceOf(inserts, other, ids([shared]));
      expect(model.layout?.shared).toEqual([{ ...shared, by: null }]);
      expect(whatOf(model)).toEqual(['reinserted']);
    }
  });

  it('stays known, with the call, when it is reported again or gone', () => {
    const by = { call: 'c1', callback: ADD.output };
    const swapped = { ...TWICE, used: 0 };
    const again = traceOf(inserts, ids([TWICE]), asked(3, ADD.output), wrote('place', 3), ids([swapped]));
    expect(again.layout?.shared).toEqual([{ ...swapped, by }]);
    expect(traceOf(inserts, ids([TWICE]), ids([])).layout?.shared).toEqual([{ ...TWICE, by }]);
  });

  it('is the same in a saved trace', () => {
    const model = traceOf(inserts, ids([TWICE]));
    const read = readTrace(JSON.stringify(toTraceFile(model)));
    expect(read.ok && read.model.layout).toEqual(model.layout);
    expect(read.ok && problemsOf(read.model).map(({ params }) => params)).toEqual(
      problemsOf(model).map(({ params }) => params),
    );
  });
});

describe('the finding', () => {
  const found = (...shared: readonly SharedPlaces[]): readonly string[] =>
    reportedProblems(traceOf(inserts, ids(shared))).map(({ rule, sentence }) => `${rule}: ${sentence}`);

  it('says where the components were, and who added the second one', () => {
    expect(found(TWICE)).toEqual([
      'shared-id: Two components had the id save at the same time: one outside all components with an id and one inside place (the one that Dash used). place.children added the second one (call c1).',
    ]);
  });

  it('is one for all ids at the same places', () => {
    expect(found(TWICE, { ...TWICE, id: 'more' }, { ...TWICE, id: 'unused' })).toEqual([
      expect.stringContaining('In the same places: more.'),
    ]);
  });

  it('is not reported of an id that no callback uses', () => {
    expect(found({ ...TWICE, id: 'unused' }, { ...TWICE, id: '{"i":1}' })).toEqual([]);
  });
});

describe('a change of the component that Dash does not use', () => {
  const clicked: EventBody = {
    type: 'props',
    id: 'save',
    component: 'html.Button',
    props: { n_clicks: 2 },
    origin: 'component',
    call: null,
    gesture: true,
    action: 1,
    shadowed: true,
  };
  const sent: EventBody = { type: 'sent', call: 2, exchange: 1, url: '/_dash-update-component', body: null };

  it('differs from a change of the one whose value the call got', () => {
    const model = traceOf([asked(2, OUT.output), clicked], { type: 'executing', call: 2, transport: 'http' }, sent);
    const call = model.calls.get(toCallId('c2'));
    expect(call?.causes).toEqual([
      { type: 'user', prop_id: 'save.n_clicks', gesture: true, action: 1, shadowed: true },
    ]);
    expect(call && plainText(describeCall(call, model.calls, []))).toContain(
      'so this call ran. Dash took save.n_clicks from another component with the same id, not from the one that changed.',
    );
  });

  it('has no mark that compares values, but one of its own', () => {
    const payload = JSON.stringify({ output: OUT.output, inputs: [{ id: 'save', property: 'n_clicks' }] });
    const model = traceOf([asked(2, OUT.output), clicked], {
      ...sent,
      body: { text: 1, bytes: payload.length, inline: payload },
    });
    expect(whyFired(model, toCallId('c2')).steps[0]?.triggers.map(({ mark }) => mark)).toEqual(['other']);
  });
});
