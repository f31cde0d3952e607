import { describe, expect, it } from 'vitest';
import { whyNot } from '../../../src/analysis/why-not';
import type { JsonObject } from '../../../src/lib/json';
import { toCallbackKey, toCallId, type Call } from '../../../src/trace/types';
import { unregisteredBy } from '../../../src/trace/unregistered';
import { traceFrom } from '../../support/notation/trace-from';

const button = (id: string | JsonObject): JsonObject => ({
  type: 'Button',
  namespace: 'dash_html_components',
  props: { id, children: ['press'] },
});
const model = traceFrom('callback told.children <- made.n_clicks', 'c1 place.title=1 <- make.n_clicks=1 0-10');
const [call] = model.calls.values();
if (call === undefined) throw new Error('the recording has a call');
const writing = (value: JsonObject, origin: 'set_props' | 'running' = 'set_props'): Call => ({
  ...call,
  sideUpdates: [
    { at: call.ended ?? call.phases.requested ?? (0 as never), origin, props: { place: { children: value } } },
  ],
});

describe('a component that set_props put on the page', () => {
  it('is not registered before Dash 3.3, and the call that did so is named', () => {
    const nested = { type: 'Div', namespace: 'dash_html_components', props: { children: [button('made')] } };
    expect(unregisteredBy([call, writing(nested)], 'made', '3.0.4')).toBe(toCallId('c1'));
    expect(unregisteredBy([writing(button({ type: 'row', index: 1 }))], '{"index":1,"type":"row"}', '2.18.2')).toBe(
      toCallId('c1'),
    );
  });

  it('is registered from 3.3 on, and nothing is known without a version', () => {
    expect(unregisteredBy([writing(button('made'))], 'made', '3.3.0')).toBeNull();
    expect(unregisteredBy([writing(button('made'))], 'made', null)).toBeNull();
  });

  it('is another one where no set_props has the id', () => {
    expect(unregisteredBy([call, writing(button('other'))], 'made', '3.0.4')).toBeNull();
    expect(unregisteredBy([writing(button('made'), 'running')], 'made', '3.0.4')).toBeNull();
    // A row of data is not a component.
    expect(unregisteredBy([writing({ rows: [{ id: 'made', type: 'Button' }] })], 'made', '3.0.4')).toBeNull();
  });

  it('explains why a callback did not run, without a guess at its id', () => {
    const onOldDash = {
      ...model,
      app: { ...model.app, dashVersion: '3.0.4' },
      calls: new Map([[call.id, writing(button('made'))]]),
      layout: { strings: new Set(['make', 'place', 'told']), families: new Map() },
    };
    expect(whyNot(onOldDash, toCallbackKey('told.children')).reasons.map(({ code }) => code)).toEqual([
      'dependency_unregistered',
      'inputs_unchanged',
    ]);
  });
});
