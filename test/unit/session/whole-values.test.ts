import { describe, expect, it } from 'vitest';

import { type FetchValue, withWholeValues } from '../../../src/session/whole-values';
import { toTraceFile } from '../../../src/trace/file/write-trace';
import { traceFrom } from '../../support/trace-from';

const CUT = { $preview: '3 items: [1,2', $bytes: 9000, $why: 'size', $at: { text: 4, path: ['inputs', 0, 'value'] } };

function fileWith(value: object): ReturnType<typeof toTraceFile> {
  const file = toTraceFile(traceFrom('c1 a.out <- btn.n 0-120'));
  return { ...file, calls: file.calls.map((call) => ({ ...call, outputs: [{ prop_id: 'a.out', update: 'value', value }] })) } as unknown as typeof file;
}
const valueOf = async (value: object, fetchValue: FetchValue): Promise<unknown> =>
  (await withWholeValues(fileWith(value), fetchValue)).calls[0]?.outputs[0]?.value;

describe('a trace file with whole values', () => {
  it('has in place what the page still holds, at any depth', async () => {
    const fetchValue: FetchValue = (text, path) => Promise.resolve({ ok: true, value: JSON.stringify({ text, path }) });
    expect(await valueOf({ figure: [CUT] }, fetchValue)).toEqual({ figure: [CUT.$at] });
  });

  it('marks as gone what the page forgot or sends damaged', async () => {
    const gone = { $preview: CUT.$preview, $bytes: 9000, $why: 'gone' };
    expect(await valueOf(CUT, () => Promise.resolve({ ok: false, reason: 'forgotten' }))).toEqual(gone);
    expect(await valueOf(CUT, () => Promise.resolve({ ok: true, value: '[1,' }))).toEqual(gone);
  });

  it('leaves alone what was cut for another reason', async () => {
    const redacted = { $preview: '***', $bytes: 10, $why: 'redacted' };
    expect(await valueOf(redacted, () => Promise.reject(new Error('asked')))).toEqual(redacted);
  });
});
