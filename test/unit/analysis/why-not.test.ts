import { describe, expect, it } from 'vitest';
import { unheard, whyNot, type WhyNotReason } from '../../../src/analysis/why-not';
import { nearestIds } from '../../../src/dash/nearest-ids';
import { toMilliseconds } from '../../../src/lib/brand';
import type { TraceModel } from '../../../src/trace/model';
import { toCallbackKey, toPropId, type PropWrite } from '../../../src/trace/types';
import { describeFate } from '../../../src/words/fate';
import { sentences } from '../../../src/words/parts';
import { plainText } from '../../../src/words/plain';
import { describeWhyNot } from '../../../src/words/why-not';
import { traceFrom } from '../../support/notation/trace-from';

const withIds = (model: TraceModel, ...ids: readonly string[]): TraceModel => ({
  ...model,
  layout: { strings: new Set(ids), families: new Map([['index,type', [['1', 'row']]]]) },
});
const reasons = (model: TraceModel, key: string): readonly string[] =>
  whyNot(model, toCallbackKey(key)).reasons.map((reason) => {
    const { sentence, advice } = describeWhyNot(reason);
    return plainText(sentences(sentence, advice));
  });
const sentenceOf = (reason: WhyNotReason): string => plainText(describeWhyNot(reason).sentence);
function last(key: string, ...lines: readonly string[]): string | undefined {
  const found = whyNot(traceFrom(...lines), toCallbackKey(key)).last;
  return found === null ? undefined : plainText(describeFate(found.call, found.waiting));
}

describe('why a callback did not run', () => {
  it('says what happened to the last request', () => {
    expect(last('a.x', 'callback a.x <- b.y')).toBeUndefined();
    expect(last('a.x', 'c1 a.x <- b.y 0-10')).toBe('It ran and updated its outputs.');
    expect(last('a.x', 'c1 a.x <- b.y 0-10', 'c2 a.x=no_update 20-30 prevented')).toBe(
      'It ran and raised PreventUpdate, so its outputs did not change.',
    );
    expect(last('a.x', 'c1 a.x <- b.y 0 superseded reason "A newer one replaced it."')).toBe(
      'It was requested but did not run. A newer one replaced it.',
    );
    expect(last('a.x', 'c1 a.x <- b.y 0-10 error "boom"')).toContain('It ran and failed: boom.');
  });

  it('skips the echo of what a callback wrote to its own Input', () => {
    const own = 'c1 ..grid.rows...out.x.. <- grid.rows 0-10';
    expect(last('..grid.rows...out.x..', own, 'c2 ..grid.rows...out.x.. 11 circular cause c1')).toBe(
      'It ran and updated its outputs.',
    );
    expect(last('a.x', 'c1 b.y <- a.x 0-10', 'c2 a.x <- b.y 11 circular cause c1')).toContain('did not run');
  });

  it('looks at a chosen moment', () => {
    const model = traceFrom('c1 a.x <- b.y 0-10', 'c2 a.x 500-510 error "boom"');
    expect(whyNot(model, toCallbackKey('a.x'), { until: 100, props: [] }).last?.call.id).toBe('c1');
  });

  it('says that the Input kept its value when another property of its component changed', () => {
    const ROW = '{"index":["MATCH"],"type":"row"}';
    const model = traceFrom('c1 a.x <- up.contents ~ up.kind 0-10', `callback ${ROW}.title <- ${ROW}.value`);
    const at = (key: string, ...props: readonly string[]): readonly string[] =>
      whyNot(model, toCallbackKey(key), { until: 100, props: props.map(toPropId) }).reasons.map(sentenceOf);
    const kept =
      'but not up.contents, which is an Input of this callback. If a component sets a property to the value it already has, Dash ignores that.';
    expect(at('a.x', 'up.last_modified')).toEqual([`up.last_modified changed then, ${kept}`]);
    expect(at('a.x', 'up.contents', 'up.last_modified').join()).not.toContain('already has');
    expect(at('a.x', 'up.kind').join()).toContain('reads it as State');
    expect(at(`${ROW}.title`, '{"index":1,"type":"row"}.n_blur')[0]).toBe(
      'row[1].n_blur changed then, but not row[1].value, which is an Input of this callback. If a component sets a property to the value it already has, Dash ignores that.',
    );
  });

  it('says that what changed then is not an Input of the callback', () => {
    const model = traceFrom('c1 a.x <- b.y ~ s.data 0-10', 'callback other.x <- b.z');
    const at = (prop: string): readonly string[] =>
      whyNot(model, toCallbackKey('a.x'), { until: 100, props: [toPropId(prop)] }).reasons.map(sentenceOf);
    expect(at('other.z')).toEqual(['other.z changed then, but it is not an Input of this callback.']);
    expect(at('s.data')).toEqual([
      's.data changed then, but this callback reads it as State, which does not trigger it.',
    ]);
    expect(at('b.y')).toEqual([]);
  });

  it('says that nothing was requested after a moment', () => {
    const model = traceFrom('c1 a.x <- b.y 0-10');
    const at = (from: number): readonly string[] =>
      whyNot(model, toCallbackKey('a.x'), { at: from, until: 900, props: [toPropId('b.y')] }).reasons.map(sentenceOf);
    expect(at(500)).toEqual(['b.y changed then, but this callback was not requested.']);
    expect(at(0)).toEqual([]);
  });

  it('knows that a component calls callbacks right before it writes what changed', () => {
    const model = traceFrom(
      'c1 out.x <- box.value 1000-1040',
      'c2 m.data <- box.value 1000-1040 error "boom"',
      'callback end.x <- m.data',
    );
    const at = (key: string): readonly string[] =>
      whyNot(model, toCallbackKey(key), {
        at: 1_000.3,
        until: 9_000,
        props: [toPropId('box.n_submit'), toPropId('box.value')],
      }).reasons.map(sentenceOf);
    expect(at('out.x')).toEqual([]);
    expect(at('end.x')[0]).toBe(
      'Its Input m.data is written by m.data, which failed (call c2), so m.data did not change.',
    );
  });

  it('counts what the next moment requested for that one', () => {
    const model = traceFrom('c1 a.x <- in.value 0-20 initial', 'c2 z.x <- btn.n_clicks 4997-5050');
    const load = { at: 0, until: 4_999, props: [], next: [toPropId('btn.n_clicks')] };
    expect(whyNot(model, toCallbackKey('z.x'), load).last).toBeNull();
    expect(
      whyNot(model, toCallbackKey('z.x'), { at: 5_000, until: 9_000, props: [toPropId('btn.n_clicks')] }).last?.call.id,
    ).toBe('c2');
  });

  it('considers everything that changed in one write', () => {
    const model = traceFrom('callback out.x <- box.value ~ note.value');
    const at = (...props: string[]): readonly string[] =>
      whyNot(model, toCallbackKey('out.x'), { at: 5, until: 100, props: props.map(toPropId) }).reasons.map(sentenceOf);
    expect(at('box.n_submit', 'box.value')[0]).toBe(
      'box.n_submit and box.value changed then, but this callback was not requested.',
    );
    expect(at('box.n_submit', 'box.n_blur')[0]).toBe(
      'box.n_submit and box.n_blur changed then, but not box.value, which is an Input of this callback. If a component sets a property to the value it already has, Dash ignores that.',
    );
    expect(at('in.n_submit', 'in.n_blur')[0]).toBe(
      'in.n_submit and in.n_blur changed then, but none of them is an Input of this callback.',
    );
    expect(at('cell[col=2, row=1].value')[0]).toContain('but it is not an Input of this callback.');
    expect(at('note.n_blur', 'note.value')[0]).toMatch(
      /^note\.value changed then, but this callback reads it as State/,
    );
  });

  it('does not say that it ran where it was only requested', () => {
    const model = traceFrom('c1 out.x <- btn.n_clicks 0 initial group_dropped');
    expect(reasons(model, 'out.x')[0]).toContain('btn.n_clicks has not changed since the recording began.');
  });

  it('names the callback before it that wrote nothing', () => {
    const model = traceFrom('c1 a.x <- m.data 0-10', 'c2 m.data <- btn.n_clicks 500-510 error "boom"');
    const sentence = 'Its Input m.data is written by m.data, which failed (call c2), so m.data did not change.';
    expect(
      whyNot(model, toCallbackKey('a.x'), { at: 490, until: 900, props: [toPropId('btn.n_clicks')] }).reasons.map(
        sentenceOf,
      ),
    ).toEqual([sentence]);
    expect(reasons(model, 'a.x')).toEqual([sentence]);
    expect(
      reasons(traceFrom('c1 m.data <- btn.n_clicks 0-10 error "boom"', 'c2 a.x <- m.data 500-510'), 'a.x'),
    ).toEqual([]);
  });

  it('reports lists of components only if something nearly matches them', () => {
    expect(reasons(withIds(traceFrom('c1 a.x <- {"index":["ALL"],"type":"cell"}.value 0-10'), 'a'), 'a.x')).toEqual([]);
    expect(reasons(withIds(traceFrom('c1 a.x <- {"index":["ALL"],"type":"rwo"}.value 0-10'), 'a'), 'a.x')[0]).toContain(
      'its "type" is "row", but the pattern has "rwo"',
    );
  });

  it('names ids that are not on the page, with the most similar ones', () =>
    expect(
      reasons(
        withIds(traceFrom('callback chart.figure <- regoin.value ~ prefs.data'), 'chart', 'region', 'btn'),
        'chart.figure',
      ),
    ).toEqual([
      'None of its Inputs is on the page, so nothing can trigger it.',
      'Its Input regoin.value is not on the page: no component has this id. Did you mean region?',
      'Its State prefs.data is not on the page: no component has this id. It may be added later, with another page or tab of the app. If not, compare the id with the layout.',
      'regoin.value has not changed since the recording began. No callback has it as an Output.',
    ]));

  it('names dictionary ids whose values have another type', () => {
    const model = withIds(traceFrom('callback out.children <- {"index":1,"type":"row"}.value'), 'out');
    expect(reasons(model, 'out.children')[1]).toContain('row["1"]');
  });

  it('names Inputs that never changed', () =>
    expect(reasons(withIds(traceFrom('callback a.x <- btn.n_clicks prevent_initial_call'), 'a', 'btn'), 'a.x')).toEqual(
      [
        'btn.n_clicks has not changed since the recording began. No callback has it as an Output. With prevent_initial_call=True it does not run when the page loads either.',
      ],
    ));

  it('gives no reason where nothing is wrong or the layout is not known', () => {
    expect(reasons(withIds(traceFrom('c1 a.x <- b.y 0-10'), 'a', 'b'), 'a.x')).toEqual([]);
    expect(reasons(traceFrom('c1 a.x <- b.y 0-10'), 'a.x')).toEqual([]);
  });
});

describe('the nearest ids', () => {
  it.each([
    ['regoin', ['region']],
    ['sales-store', ['sales_store']],
    ['Region', ['region']],
    ['zzz', []],
  ])('of %s', (id, near) => expect(nearestIds(id, ['region', 'sales_store', 'chart'])).toEqual(near));
});

describe('a property that is an Input of no callback', () => {
  const write: PropWrite = { at: toMilliseconds(5), origin: 'user', call: null, value: 'x' };
  const model: TraceModel = {
    ...traceFrom('callback out.children <- box.n_submit'),
    writes: new Map([[toPropId('box.value'), [write]]]),
  };

  it('is reported with the properties of its component that are Inputs', () =>
    expect(unheard(model, toPropId('box.value'))).toEqual({ prop: 'box.value', instead: ['n_submit'] }));

  it('is not reported if it did not change, or is an Input after all', () => {
    expect(unheard(model, toPropId('box.title'))).toBeNull();
    expect(
      unheard({ ...model, writes: new Map([[toPropId('box.n_submit'), [write]]]) }, toPropId('box.n_submit')),
    ).toBeNull();
  });
});
