import { expect, it } from 'vitest';
import { followRecording } from '../../../../panel/selectors/follow-recording';
import { isSameData } from '../../../../panel/selectors/while-same';
import type { TraceModel } from '../../../../src/trace/model';
import { traceFrom } from '../../../support/notation/trace-from';

const counting = () => {
  const seen: number[] = [];
  return { update: ({ revision }: TraceModel): string => `${seen.push(revision)}. look` };
};

it('follows a recording from revision to revision, and looks at none of them twice', () => {
  const lookAt = followRecording(counting);
  const model = traceFrom('c1 a.o <- b.i 0-1');
  const later = { ...model, revision: model.revision + 1 };
  expect([model, model, later, later].map(lookAt)).toEqual(['1. look', '1. look', '2. look', '2. look']);
});

it('starts again with another recording, and with one that was cleared', () => {
  const model = traceFrom('c1 a.o <- b.i 0-1');
  const cleared = { ...model, calls: new Map(), callIds: [] };
  expect([model, cleared, traceFrom('c1 a.o <- b.i 0-1')].map(followRecording(counting))).toEqual([
    '1. look',
    '1. look',
    '1. look',
  ]);
});

it('continues after clearing when it is given its own key for the recording', () => {
  const model = traceFrom('c1 a.o <- b.i 0-1');
  const cleared = { ...model, calls: new Map(), callIds: [] };
  expect([model, cleared].map(followRecording(counting, ({ recorded }) => recorded))).toEqual(['1. look', '2. look']);
});

it('compares data by content, and maps by identity', () => {
  const map = new Map();
  expect(isSameData({ a: [1, { b: null }], map }, { a: [1, { b: null }], map })).toBe(true);
  expect(isSameData({ a: [1] }, { a: [1, 2] })).toBe(false);
  expect(isSameData({ a: 1 }, { b: 1 })).toBe(false);
  expect(isSameData({ a: undefined }, { b: undefined })).toBe(false);
  expect(isSameData([], {})).toBe(false);
  expect(isSameData(new Map(), new Map())).toBe(false);
});
