import { describe, expect, it } from 'vitest';

import {
  type Behaviour,
  compareBehaviour,
  differencesOf,
  type SentRequest,
} from '../../support/compare/compare-behaviour';

const sent = (callback: string, text: string, more: Partial<SentRequest> = {}): SentRequest => ({
  frame: '/',
  callback,
  text,
  writes: [callback],
  reads: [],
  waited: 5,
  ...more,
});
const behaviour = (requests: readonly SentRequest[], more: Partial<Behaviour> = {}): Behaviour => ({
  requests,
  files: ['GET /a.js', 'GET /b.js'],
  layouts: ['{"a":1}'],
  complaints: [],
  ...more,
});

const A1 = sent('a.data', 'a 1');
const A2 = sent('a.data', 'a 2');
/** Has an output of `a.data` as an Input. */
const B1 = sent('b.data', 'b 1', { reads: ['a.data'] });
const OTHER = sent('c.data', 'c 1');
const PLAIN = behaviour([A1, A2, B1, OTHER]);

describe('the comparison of an app with and without the extension', () => {
  it('accepts races of independent callbacks, of files and in the console', () => {
    const seen = behaviour([OTHER, A1, A2, B1], { files: ['GET /b.js', 'GET /a.js'] });
    expect(differencesOf(seen, PLAIN)).toEqual([]);
    const [one, two] = ['warning: x', 'warning: y'];
    expect(differencesOf(behaviour([], { complaints: [one, two] }), behaviour([], { complaints: [two, one] }))).toEqual(
      [],
    );
  });

  it.each([
    ['reorders the requests of a callback', [A2, A1, B1, OTHER]],
    ['sends a request before the one it depends on', [A1, B1, A2, OTHER]],
    ['drops a request', [A1, B1, OTHER]],
    ['drops the only request of a callback', [A1, A2, B1]],
    ['doubles a request', [A1, A2, A2, B1, OTHER]],
    ['sends a request for a callback that has none', [A1, A2, B1, OTHER, sent('d.data', 'd 1')]],
    ['changes a body', [A1, sent('a.data', 'a 3'), B1, OTHER]],
    ['sends from another frame', [A1, A2, B1, sent('c.data', 'c 1', { frame: '/two/' })]],
  ])('notices what %s', (_, requests) => {
    expect(differencesOf(behaviour(requests), PLAIN)).not.toEqual([]);
  });

  it.each([
    ['files', { files: ['GET /a.js'] }],
    ['layout', { layouts: ['{"a":2}'] }],
    ['console', { complaints: ['error: x'] }],
  ])('notices another %s', (_, more) => {
    expect(differencesOf(behaviour(PLAIN.requests, more), PLAIN)).toHaveLength(1);
  });

  it('reports a request that is late in every visit, but not one that is late once', () => {
    const late = behaviour([A1, { ...A2, waited: 900 }, B1, OTHER]);
    expect(compareBehaviour([late, late], [PLAIN, PLAIN], 500)).toEqual([
      'request 2 of / a.data left after 900 ms with the extension, after 5 ms at most without',
    ]);
    expect(compareBehaviour([late, PLAIN], [PLAIN, PLAIN], 500)).toEqual([]);
    expect(compareBehaviour([late], [late], 500)).toEqual([]);
  });

  it('accepts one visit with the extension that is like one without', () => {
    const raced = behaviour([A1, A2, sent('b.data', 'b other', { reads: ['a.data'] }), OTHER]);
    expect(compareBehaviour([raced, PLAIN], [PLAIN], 500)).toEqual([]);
    expect(compareBehaviour([raced, raced], [PLAIN, PLAIN], 500)).toHaveLength(1);
  });

  it('names what is new in each run by when a callback first has it', () => {
    const run = (job: string): Behaviour =>
      behaviour([sent('a.data', 'POST /x?oldJob=none'), sent('a.data', `POST /x?oldJob=${job}&cancelJob=${job}`)]);
    expect(differencesOf(run('17'), run('4~sig'))).toEqual([]);
    const other = behaviour([sent('a.data', 'POST /x?oldJob=none'), sent('a.data', 'POST /x?oldJob=17&cancelJob=18')]);
    expect(differencesOf(other, run('17'))).toHaveLength(1);
  });
});
