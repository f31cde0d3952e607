import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/trace/types';
import { JOB_OUTCOME_MEANINGS, JOB_OUTCOME_WORDS } from '../../../src/words/jobs';
import * as panel from '../../../src/words/panel';
import { observedSentence, shortOrigins, type ObservedOrigin } from '../../../src/words/observed';
import { KIND_WORDS, OUTCOME_MEANINGS, OUTCOME_WORDS, TERMS } from '../../../src/words/terms';
import { SEGMENT_WORDS, WAIT_WORDS } from '../../../src/words/timeline';

const SENTENCES = /^[A-Z].*\.$/s;
const WORDS = /^[\w +-]+$/;

describe('the catalogue', () => {
  it.each(OUTCOMES)('has a word and a meaning for the outcome %s of a call', (outcome) => {
    expect(OUTCOME_WORDS[outcome]).toMatch(WORDS);
    expect(OUTCOME_MEANINGS[outcome]).toMatch(SENTENCES);
  });

  it.each(Object.keys(JOB_OUTCOME_WORDS) as (keyof typeof JOB_OUTCOME_WORDS)[])(
    'has a word and a meaning for the outcome %s of a job',
    (outcome) => {
      expect(JOB_OUTCOME_WORDS[outcome]).toMatch(WORDS);
      expect(JOB_OUTCOME_MEANINGS[outcome]).toMatch(SENTENCES);
    },
  );

  it.each(Object.entries(TERMS))('explains %s in sentences', (_, text) => {
    expect(text).toMatch(SENTENCES);
  });

  it.each(Object.entries({ ...KIND_WORDS, ...SEGMENT_WORDS, ...WAIT_WORDS }))('has words for %s', (_, text) => {
    expect(text).toMatch(WORDS);
  });

  it.each<ObservedOrigin>([
    'set_props',
    'clientside set_props',
    'running',
    'runningOff',
    'progress',
    'progressDefault',
  ])('says how a property was written: %s', (origin) => {
    expect(shortOrigins([origin])).toMatch(WORDS);
    expect(observedSentence('a', 'b.c', [origin])).toMatch(/^Observed .*: a wrote b\.c (with|as) /);
  });

  it.each(Object.entries(panel))('has no empty or untrimmed text for the panel: %s', (_, texts) => {
    const fixed = Object.values<unknown>(texts).filter((text) => typeof text === 'string');
    expect(fixed).not.toEqual([]);
    expect(fixed.filter((text) => text === '' || text !== text.trim())).toEqual([]);
  });
});
