import { describe, expect, it } from 'vitest';
import { refused } from '../../../src/protocol/answer';

import { countCuts, fetchCuts, type FetchValue, withWholeValues } from '../../../src/session/whole-values';
import { toTraceFile } from '../../../src/trace/file/write-trace';
import { traceFrom } from '../../support/notation/trace-from';

const CUT = { $preview: '3 items: [1,2', $bytes: 9000, $why: 'size', $at: { text: 4, path: ['inputs', 0, 'value'] } };

function fileWith(value: object): ReturnType<typeof toTraceFile> {
  const file = toTraceFile(traceFrom('c1 a.out <- btn.n 0-120'));
  return {
    ...file,
    calls: file.calls.map((call) => ({ ...call, outputs: [{ prop_id: 'a.out', update: 'value', value }] })),
  } as unknown as typeof file;
}
const valueOf = async (value: object, fetchValue: FetchValue): Promise<unknown> =>
  (await withWholeValues(fileWith(value), fetchValue)).calls[0]?.outputs[0]?.value;

describe('a trace file with whole values', () => {
  it('has inline what the page still holds, at any depth', async () => {
    const fetchValue: FetchValue = (text, path) => Promise.resolve({ ok: true, value: JSON.stringify({ text, path }) });
    expect(await valueOf({ figure: [CUT] }, fetchValue)).toEqual({ figure: [CUT.$at] });
  });

  it('marks as gone what the page forgot or sends damaged', async () => {
    const gone = { $preview: CUT.$preview, $bytes: 9000, $why: 'gone' };
    expect(await valueOf(CUT, () => Promise.resolve(refused('value_dropped')))).toEqual(gone);
    expect(await valueOf(CUT, () => Promise.resolve({ ok: true, value: '[1,' }))).toEqual(gone);
  });

  it('leaves unchanged what was cut for another reason', async () => {
    const redacted = { $preview: '***', $bytes: 10, $why: 'redacted' };
    expect(await valueOf(redacted, () => Promise.reject(new Error('asked')))).toEqual(redacted);
  });

  it('requests a value in several places once, and reports its progress', async () => {
    const asked: unknown[] = [];
    const steps: string[] = [];
    const fetchValue: FetchValue = (text, path) => {
      asked.push([text, path]);
      return Promise.resolve({ ok: true, value: '"whole"' });
    };
    const other = { ...CUT, $at: { text: 5, path: [] } };
    const file = await withWholeValues(fileWith([CUT, other, CUT]), fetchValue, {
      progress: (done, of) => steps.push(`${done} of ${of}`),
    });
    expect(file.calls[0]?.outputs[0]?.value).toEqual(['whole', 'whole', 'whole']);
    expect(asked).toEqual([
      [4, CUT.$at.path],
      [5, []],
    ]);
    expect(steps).toEqual(['0 of 2', '1 of 2', '2 of 2']);
  });

  it('stops when it is cancelled', async () => {
    const abort = new AbortController();
    let asked = 0;
    const fetchValue: FetchValue = () => {
      asked++;
      abort.abort();
      return Promise.resolve({ ok: true, value: '1' });
    };
    const saving = withWholeValues(fileWith([CUT, { ...CUT, $at: { text: 5, path: [] } }]), fetchValue, {
      signal: abort.signal,
    });
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toBe(1);
  });

  it('has the source of a clientside function with its callback, the latest that the page held', async () => {
    const file = toTraceFile(traceFrom('c1 a.out <- btn.n 0-1 clientside', 'c2 a.out <- btn.n 2-3 clientside'));
    const calls = file.calls.map((call, index) => ({
      ...call,
      clientside: { sync: 1, source: { text: 70 + index, path: [] } },
    }));
    const whole = await withWholeValues({ ...file, calls }, (text) =>
      Promise.resolve({ ok: true, value: JSON.stringify(`source ${text}`) }),
    );
    expect(whole.callbacks[0]?.code).toBe('source 71');
    expect(await withWholeValues(whole, () => Promise.reject(new Error('asked again')))).toEqual(whole);
  });
});

describe('one value', () => {
  const other = { ...CUT, $bytes: null, $at: { text: 5, path: [] } };
  const redacted = { $preview: '***', $bytes: 10, $why: 'redacted' };

  it('reports how much was cut from it that can still be fetched', () => {
    expect(countCuts({ a: [CUT, other, CUT], b: redacted })).toEqual({ count: 2, bytes: 9000 });
    expect(countCuts('whole')).toEqual({ count: 0, bytes: 0 });
  });

  it('is filled, and no part is requested a second time', async () => {
    const filled = await fetchCuts({ a: CUT, b: [other, redacted] }, (text) =>
      Promise.resolve(text === 4 ? { ok: true, value: '[1]' } : refused('value_dropped')),
    );
    expect(filled).toEqual({ a: [1], b: [{ $preview: CUT.$preview, $bytes: null, $why: 'gone' }, redacted] });
    expect(countCuts(filled).count).toBe(0);
  });
});
