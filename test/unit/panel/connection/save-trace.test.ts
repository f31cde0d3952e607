import { describe, expect, it } from 'vitest';
import { saveTrace } from '../../../../panel/connection/save-trace';
import type { App, SaveOptions } from '../../../../panel/store/panel-state';
import { refused } from '../../../../src/protocol/answer';
import type { DocumentSession } from '../../../../src/session/document-session';
import { readTrace } from '../../../../src/trace/file/read-trace';
import type { TraceModel } from '../../../../src/trace/model';
import { outputsOf } from '../../../../src/trace/outputs';
import { toCallId } from '../../../../src/trace/types';
import { settled } from '../../../support/fakes/settled';
import { traceFrom } from '../../../support/notation/trace-from';

const cut = (text: number): string =>
  JSON.stringify({ $preview: '900 items: [1,2', $bytes: 9000, $why: 'size', $at: { text, path: ['response'] } });
const model = traceFrom(`c1 a.out=${cut(3)} b.out=${cut(5)} <- go.n=1 0-9`);
const app = (of: TraceModel = model): App => ({ id: 'x', label: '/', url: 'http://x/', connected: true, model: of });

type Held = Partial<Pick<DocumentSession, 'caughtUp' | 'fetchValue' | 'models' | 'connected'>>;
/** A session of a page that holds body 3 and has forgotten body 5. */
const sessionOf = (held: Held = {}): DocumentSession =>
  ({
    connected: () => true,
    caughtUp: () => Promise.resolve(),
    models: () => [model],
    fetchValue: (text: number) =>
      Promise.resolve(text === 3 ? { ok: true, value: '[1,2,3]' } : refused('value_dropped')),
    ...held,
  }) as unknown as DocumentSession;

const optionsOf = (changes: Partial<SaveOptions & { paused: boolean }> = {}): SaveOptions & { paused: boolean } => ({
  signal: new AbortController().signal,
  progress: () => undefined,
  paused: false,
  ...changes,
});

function valuesIn(text: string): readonly unknown[] {
  const read = readTrace(text);
  if (!read.ok) throw new Error(read.refusal.code);
  return outputsOf(read.model.calls.get(toCallId('c1'))!)!.map(({ value }) => value);
}

const GONE = { $preview: '900 items: [1,2', $bytes: 9000, $why: 'gone' };

describe('saving a trace', () => {
  it('inserts whole values, and marks and counts those that the page no longer holds', async () => {
    const saved = await saveTrace(app(), sessionOf(), optionsOf());
    expect(saved).toMatchObject({ ok: true, value: { missing: 1 } });
    expect(valuesIn(saved.ok ? saved.value.text : '')).toEqual([[1, 2, 3], GONE]);
  });

  it('leaves the recording itself unchanged', async () => {
    const before = JSON.stringify([...model.calls.values()]);
    await saveTrace(app(), sessionOf(), optionsOf());
    expect(JSON.stringify([...model.calls.values()])).toBe(before);
  });

  it('includes everything that was recorded before the request', async () => {
    const later = traceFrom('c1 a.out <- go.n=1 0-9', 'c2 a.out <- go.n=2 10-19');
    const saved = await saveTrace(app(), sessionOf({ models: () => [later] }), optionsOf());
    expect(saved.ok && saved.value.text).toContain('"c2"');
  });

  it('does not wait for a paused recording to catch up', async () => {
    const caughtUp = (): Promise<void> => new Promise(() => undefined);
    expect(await saveTrace(app(), sessionOf({ caughtUp }), optionsOf({ paused: true }))).toMatchObject({ ok: true });
  });

  it('uses what the panel holds of a page that is gone', async () => {
    const saved = await saveTrace(app(), undefined, optionsOf());
    expect(saved).toMatchObject({ ok: true, value: { missing: 2 } });
    expect(valuesIn(saved.ok ? saved.value.text : '')).toEqual([GONE, GONE]);
  });

  it.each(['caughtUp', 'fetchValue'] as const)(
    'can be given up while the page does not answer to %s',
    async (silent) => {
      const abort = new AbortController();
      const saving = saveTrace(
        app(),
        sessionOf({ [silent]: () => new Promise(() => undefined) }),
        optionsOf({ signal: abort.signal }),
      );
      await settled();
      abort.abort();
      expect((await saving).ok).toBe(false);
    },
  );
});
