import { describe, expect, it } from 'vitest';
import { callbackName } from '../../../panel/selectors/callback-names';
import { effectsOf } from '../../../panel/selectors/related-calls';
import { toCallId, toPropId, type CallbackKey } from '../../../src/trace/types';
import { describeCall } from '../../../src/words/causes';
import { plainText } from '../../../src/words/plain';
import { traceFrom } from '../../support/notation/trace-from';

function said(id: string, ...lines: string[]): string {
  const model = traceFrom(...lines);
  const call = model.calls.get(toCallId(id));
  if (!call) throw new Error(`no ${id}`);
  const name = (key: CallbackKey): string => callbackName(model.callbacks, key);
  return plainText(describeCall(call, model.calls, effectsOf(model, call.id)), {
    callback: name,
    call: (other) => name(model.calls.get(other)?.callback ?? call.callback),
  });
}

describe('describeCall', () => {
  it('describes what a call did to the layout once', () => {
    const model = traceFrom('c1 rows.children <- add.n_clicks 0-1', 'c2 log.children <- a.n 2-3 cause c1');
    const call = model.calls.get(toCallId('c2'))!;
    const layout = { type: 'layout', call: toCallId('c1') } as const;
    const causes = [
      { ...layout, prop_id: toPropId('a.n'), what: 'reinserted' },
      { ...layout, prop_id: toPropId('b.n'), what: 'added' },
      { ...layout },
    ] as const;
    const name = (key: CallbackKey): string => callbackName(model.callbacks, key);
    expect(
      plainText(describeCall({ ...call, causes }, model.calls, []), {
        callback: name,
        call: (other) => name(model.calls.get(other)?.callback ?? call.callback),
      }),
    ).toContain('rows.children added b.n and re-inserted a.n, so this call ran.');
  });

  it('says what was removed, and that the others kept their values', () => {
    const model = traceFrom('c1 rows.children <- add.n_clicks 0-1', 'c2 log.children <- a.n 2-3 cause c1');
    const call = model.calls.get(toCallId('c2'))!;
    const layout = { type: 'layout', call: toCallId('c1') } as const;
    const causes = [
      { ...layout, prop_id: toPropId('a.n'), what: 'reinserted' },
      { ...layout, prop_id: toPropId('b.n'), what: 'reinserted' },
      { ...layout, prop_id: toPropId('gone.n'), what: 'removed' },
    ] as const;
    const text = (...unchanged: readonly string[]): string =>
      plainText(describeCall({ ...call, causes }, model.calls, [], null, undefined, new Set(unchanged.map(toPropId))), {
        callback: String,
        call: () => 'rows.children',
      });
    expect(text('a.n', 'b.n')).toContain(
      'rows.children removed gone and re-inserted a.n and b.n with unchanged values, so this call ran.',
    );
    expect(text('a.n')).toContain('rows.children removed gone and re-inserted a.n and b.n, so this call ran.');
  });

  it('explains why prevent_initial_call did not prevent a call', () => {
    const model = traceFrom(
      'callback seen.children <- where.pathname prevent_initial_call',
      'c1 seen.children <- where.pathname 0-1 cause itself',
    );
    const call = model.calls.get(toCallId('c1'))!;
    const text = (after: 'mount' | 'navigation', prevented: boolean): string =>
      plainText(
        describeCall(
          { ...call, causes: [{ type: 'component', prop_id: toPropId('where.pathname'), after }] },
          model.calls,
          [],
          null,
          { ...model.callbacks.get(call.callback)!, preventInitialCall: prevented },
        ),
        { callback: String, call: String },
      );
    const explanation = 'not an initial call, so prevent_initial_call does not prevent it.';
    expect(text('mount', true)).toContain(explanation);
    expect(text('mount', false)).not.toContain(explanation);
    expect(text('navigation', true)).not.toContain(explanation);
  });

  it('names what the user did and what it triggered', () => {
    const lines = [
      'c1 a.data <- region.value 0/3/4/9/9/9/10',
      'c2 b.out <- a.data 10-20 cause c1',
      'c3 c.out <- a.data 10-20 cause c1',
    ];
    expect(said('c1', ...lines)).toBe(
      'You changed region.value, so this call ran. It waited 4 ms and triggered b.out and c.out.',
    );
    expect(said('c2', ...lines)).toBe('a.data wrote a.data, so this call ran. It waited 0 ms and triggered nothing.');
  });

  it('distinguishes a click from a component that changed itself', () => {
    expect(said('c1', 'c1 a.o <- btn.n_clicks 0-1')).toMatch(/^You clicked btn, so/);
    expect(said('c1', 'c1 a.o <- chart.relayoutData 0-1 cause itself')).toMatch(
      /^chart changed its own relayoutData, so/,
    );
  });

  it('distinguishes page load, interval and unknown triggers', () => {
    expect(said('c1', 'c1 a.o <- b.i 0-1 initial')).toMatch(/^The page loaded, so this call ran\./);
    expect(said('c1', 'c1 a.o <- tick.n_intervals 0-1')).toMatch(/^The interval tick ticked, so/);
    expect(said('c1', 'c1 a.o <- b.i 0-1 cause unknown')).toMatch(/^b\.i changed \(by what was not recorded\), so/);
  });

  it('names a page load with persisted values as one reason', () => {
    expect(
      said(
        'c1',
        'c1 a.o <- b.value c.value d.value 0-1 initial cause initial cause history:b.value cause history:c.value',
      ),
    ).toMatch(/^The page loaded and restored b\.value and c\.value \(persistence\), so this call ran\./);
    expect(said('c1', 'c1 a.o <- b.value 0-1 cause history:b.value')).toMatch(
      /^Undo, redo or persistence set b\.value, so/,
    );
  });

  it('names no writer for a side update of an unknown call', () => {
    expect(said('c1', 'c1 a.o <- b.value 0-1 cause side-update:b.value')).toMatch(
      /^A callback \(not recorded which one\) wrote b\.value in addition to its outputs, so/,
    );
  });

  it('names a callback once, however many of its calls were triggered', () => {
    const item = (n: number) =>
      `c${n} {"index":["MATCH"],"type":"item"}.v <- a.data 10-20 cause c1 match {"index":${n}}`;
    expect(said('c1', 'c1 a.data <- r.v 0-9', item(2), item(3), item(4))).toMatch(
      /and triggered item\[MATCH\]\.v \(3 calls\)\.$/,
    );
  });

  it('counts what it does not name', () => {
    const lines = Array.from({ length: 6 }, (_, i) => `c${i + 2} out-${i}.o <- a.data 10-20 cause c1`);
    expect(said('c1', 'c1 a.data <- r.v 0-9', ...lines)).toMatch(
      /triggered out-0\.o, out-1\.o, out-2\.o and 3 more\.$/,
    );
  });

  it('gives the reason of a request that never ran', () => {
    expect(said('c1', 'c1 a.o <- b.i 0 superseded reason "A newer one superseded it."')).toBe(
      'You changed b.i, so this call was requested, but it never ran. A newer one superseded it.',
    );
  });

  it('does not claim an end for what is still open', () => {
    expect(said('c1', 'c1 a.o <- b.i 0-')).toMatch(/It waited 0 ms and is running\.$/);
    expect(said('c1', 'c1 a.o <- b.i 0')).toBe(
      'You changed b.i, so this call was requested. It is waiting to be sent.',
    );
  });
});
