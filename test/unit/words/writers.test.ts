import { describe, expect, it } from 'vitest';
import { describeWriter } from '../../../src/words/writers';
import type { HistoryEntry } from '../../../src/analysis/prop-history';
import { toMilliseconds } from '../../../src/lib/brand';
import { toCallId } from '../../../src/trace/types';

const entry = (change: Partial<HistoryEntry>): HistoryEntry => ({
  at: toMilliseconds(1),
  origin: 'user',
  call: null,
  value: null,
  written: 1,
  patch: false,
  side: null,
  fate: 'holds',
  ...change,
});
const c1 = toCallId('c1');

describe('describeWriter', () => {
  it.each([
    [{ origin: 'user' }, 'user', false],
    [{ origin: 'interval' }, 'interval', false],
    [{ origin: 'output', call: c1 }, '', true],
    [{ origin: 'output' }, 'a call that was not seen', false],
    [{ origin: 'side-update', call: c1, side: 'set_props' }, 'set_props of', true],
    [{ origin: 'side-update', call: c1, side: 'progress' }, 'progress of', true],
    [{ origin: 'side-update', call: c1, side: 'runningOff' }, 'running of', true],
    [{ origin: 'side-update', call: c1 }, 'side update of', true],
    [{ origin: 'side-update' }, 'side update', false],
    [{ origin: 'clientside-set-props' }, 'script', false],
    [{ origin: 'history' }, 'undo or redo', false],
    [{ origin: 'persistence' }, 'remembered', false],
    [{ origin: 'unknown' }, 'not known', false],
  ] as const)('%j', (change, text, named) => {
    expect(describeWriter(entry(change))).toMatchObject({ text, named });
  });
});
