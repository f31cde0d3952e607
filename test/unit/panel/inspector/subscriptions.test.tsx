import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it, vi } from 'vitest';
import { CallbackDetail } from '../../../../panel/inspector/callback/CallbackDetail';
import { CallDetail } from '../../../../panel/inspector/call/CallDetail';
import { ComponentDetail } from '../../../../panel/inspector/component/ComponentDetail';
import { PropDetail } from '../../../../panel/inspector/component/PropDetail';
import { JobsView } from '../../../../panel/jobs/JobsView';
import { PatternsView } from '../../../../panel/patterns/PatternsView';
import { ProblemsView } from '../../../../panel/problems/ProblemsView';
import { PropHistoryView } from '../../../../panel/prop-history/PropHistoryView';
import type { PanelState } from '../../../../panel/store/panel-store';
import { createPanelStore } from '../../../../panel/store/panel-store';
import type { TraceModel } from '../../../../src/trace/model';
import { toCallbackKey, toCallId, toPropId } from '../../../../src/trace/types';
import { traceFrom } from '../../../support/notation/trace-from';

type Selector = (state: PanelState) => unknown;

const panel = vi.hoisted((): { store: unknown; asked: unknown[] } => ({ store: null, asked: [] }));

// A component is drawn again when an answer of the store to one of its questions is another one: so the questions are kept.
vi.mock('../../../../panel/store/panel-context', () => ({
  usePanel: (selector: Selector) => {
    panel.asked.push(selector);
    return selector((panel.store as ReturnType<typeof createPanelStore>).getState());
  },
  usePanelStore: () => panel.store,
  usePanelSource: () => ({}),
}));

const DECLARED = [
  'callback a.o <- b.i',
  'callback z.o <- a.o',
  'callback other.o <- b.j',
  'callback late.o <- b.k background',
  'callback {"index":["MATCH"],"type":"item"}.v <- {"index":["MATCH"],"type":"button"}.n',
];
const BEFORE = [
  'c1 a.o <- b.i 0-10',
  'c2 z.o <- a.o 10-20 cause c1',
  'c3 late.o <- b.k 12-25 background job j1',
  'c4 {"index":["MATCH"],"type":"item"}.v <- {"index":["MATCH"],"type":"button"}.n 14-18 match {"index":1}',
];

function show(model: TraceModel): void {
  (panel.store as ReturnType<typeof createPanelStore>)
    .getState()
    .setApp({ id: 'app', label: '', url: 'http://localhost/', connected: true, model });
}

/** A later revision, as a recording makes one: its maps have grown in place, the records from before are the same. */
function grown(model: TraceModel, ...more: readonly string[]): TraceModel {
  const later = traceFrom(...DECLARED, ...BEFORE, ...more);
  const isRecorded = new Set(model.callIds);
  const added = later.callIds.filter((id) => !isRecorded.has(id));
  const put = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): void => {
    if (value !== undefined) (map as Map<K, V>).set(key, value);
  };
  for (const id of added) {
    const call = later.calls.get(id);
    put(model.calls, id, call);
    if (call !== undefined) put(model.activity, call.callback, later.activity.get(call.callback));
  }
  for (const [id, job] of later.jobs) if (!model.jobs.has(id)) put(model.jobs, id, job);
  for (const [prop, own] of later.props) if (!model.props.has(prop)) put(model.props, prop, own);
  for (const [prop, own] of later.writes) if (!model.writes.has(prop)) put(model.writes, prop, own);
  return { ...model, revision: model.revision + 1, callIds: later.callIds, events: later.events };
}

/** How many of the questions a view asks are answered otherwise after something happened. */
function changedAnswers(view: ReactNode, ...more: readonly string[]): number {
  const model = traceFrom(...DECLARED, ...BEFORE);
  show(model);
  renderToStaticMarkup(view);
  const state = (panel.store as ReturnType<typeof createPanelStore>).getState;
  const asked = panel.asked as readonly Selector[];
  expect(asked.length).toBeGreaterThan(0);
  const before = asked.map((selector) => selector(state()));
  show(grown(model, ...more));
  return asked.filter((selector, i) => !Object.is(selector(state()), before[i])).length;
}

beforeEach(() => {
  panel.store = createPanelStore();
  panel.asked = [];
});

const VIEWS: readonly (readonly [name: string, view: ReactNode])[] = [
  ['a call', <CallDetail id={toCallId('c1')} />],
  ['a callback', <CallbackDetail callback={toCallbackKey('a.o')} />],
  ['a property', <PropDetail prop={toPropId('a.o')} history={null} />],
  ['the history of a property', <PropHistoryView prop={toPropId('a.o')} />],
  ['the history of a pattern', <PropHistoryView prop={toPropId('{"index":["ALL"],"type":"item"}.v')} />],
  ['a component', <ComponentDetail component="a" />],
  ['the jobs', <JobsView />],
  ['the patterns', <PatternsView />],
];

it.each(VIEWS)('%s is not drawn again for a call of another callback', (_, view) =>
  expect(changedAnswers(view, 'c5 other.o <- b.j 30-40')).toBe(0),
);

it.each([
  ['a call', <CallDetail id={toCallId('c1')} />, 'c5 a.o <- b.i 30-40'],
  ['a callback', <CallbackDetail callback={toCallbackKey('a.o')} />, 'c5 a.o <- b.i 30-40'],
  ['the jobs', <JobsView />, 'c5 late.o <- b.k 30-40 background job j2'],
  [
    'the patterns',
    <PatternsView />,
    'c5 {"index":["MATCH"],"type":"item"}.v <- {"index":["MATCH"],"type":"button"}.n 30-40 match {"index":3}',
  ],
])('%s is drawn again for what is part of it', (_, view, line) =>
  expect(changedAnswers(view, line)).toBeGreaterThan(0),
);

it('the problems are not drawn again while nothing is found, once there are some', () => {
  const [one] = DECLARED;
  const cycle = ['callback b.i <- a.o', one ?? ''];
  const model = traceFrom(...cycle);
  show(model);
  renderToStaticMarkup(<ProblemsView />);
  const asked = panel.asked as readonly Selector[];
  const state = (panel.store as ReturnType<typeof createPanelStore>).getState;
  const before = asked.map((selector) => selector(state()));
  show({ ...model, revision: model.revision + 1 });
  expect(asked.map((selector) => selector(state()))).toEqual(before);
  expect(asked.every((selector, i) => Object.is(selector(state()), before[i]))).toBe(true);
});
