import { describe, expect, it } from 'vitest';
import { missingTargets } from '../../../src/trace/missing-targets';
import type { TraceState } from '../../../src/trace/state';
import { toCallbackKey, toJobId, type Call } from '../../../src/trace/types';
import { describeReason } from '../../../src/words/reasons';
import { plainText } from '../../../src/words/plain';
import type { JsonObject } from '../../../src/lib/json';

const KEY = toCallbackKey('out.children');

function missing({
  body = {},
  on = {},
  cancel = [],
  progressDefault,
  written = {},
}: {
  readonly body?: JsonObject;
  readonly on?: JsonObject;
  readonly cancel?: readonly string[];
  readonly progressDefault?: JsonObject;
  readonly written?: JsonObject;
}) {
  const state = {
    layout: { strings: new Set(['message', 'out']), families: new Map([['i,t', [[1, 'row']]]]) },
    callbacks: new Map([[KEY, { running: { on, off: {} } }]]),
    jobs: new Map([[toJobId('j1'), { cancel }]]),
    progressDefaults: new Map(progressDefault === undefined ? [] : [['c1', progressDefault]]),
  } as unknown as TraceState;
  const call = {
    id: 'c1',
    callback: KEY,
    job: toJobId('j1'),
    transport: 'http',
    response: { json: body },
    sideUpdates: [{ props: written }],
  } as unknown as Call;
  return missingTargets(state, call);
}
const said = (targets: Parameters<typeof missing>[0]): string | null => {
  const params = missing(targets);
  return params === null ? null : plainText(describeReason({ code: 'side_targets_missing', params }));
};

describe('targets that are not on the page', () => {
  it.each([
    [
      { body: { sideUpdate: { mesage: { children: 'x' } } } },
      'It called set_props for mesage.children, but no component with this id was on the page, so nothing changed there. Similar on the page: message.',
    ],
    [
      { on: { 'mesage.hidden': true, 'out.title': 'x' } },
      'Its running= writes mesage.hidden, but no component with this id was on the page, so nothing changed there. Similar on the page: message.',
    ],
    [
      { progressDefault: { 'bar.value': 0, 'bar.max': 9 } },
      'Its progress= writes bar.value and bar.max, but no component with these ids was on the page, so nothing changed there.',
    ],
    [
      { cancel: ['stop.n_clicks'] },
      'Its job can be cancelled with stop.n_clicks, but no component with this id was on the page.',
    ],
  ])('are named: %j', (targets, text) => {
    expect(said(targets)).toBe(text);
  });

  it.each([
    [{ body: { sideUpdate: { message: { children: 'x' } } }, on: { 'out.title': 1 }, cancel: ['out.n_clicks'] }],
    // It was there when it was written.
    [{ on: { 'gone.hidden': true }, written: { gone: { hidden: true } } }],
    // A pattern may match nothing.
    [{ on: { '{"i":["MATCH"],"t":"cell"}.hidden': true } }],
    [{ on: { '{"i":1,"t":"row"}.hidden': true } }],
  ])('are none: %j', (targets) => {
    expect(missing(targets)).toBeNull();
  });
});
