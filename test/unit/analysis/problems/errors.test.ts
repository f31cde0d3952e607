import { describe, expect, it } from 'vitest';
import { createProblemFinder } from '../../../../src/analysis/problems/problem-finder';
import { reportedProblems } from '../../../support/compare/reported-problems';
import { traceFrom } from '../../../support/notation/trace-from';

const TRACEBACK = JSON.stringify(
  [
    'Traceback (most recent call last):',
    '  File "/venv/lib/python3.12/site-packages/dash/_callback.py", line 500, in add_context',
    '    output_value = func()',
    '  File "/srv/app/rates.py", line 12, in look_up',
    '    return RATES[code]',
    '  File "/venv/lib/python3.12/site-packages/pandas/core.py", line 3, in get',
    '    raise KeyError(key)',
    "KeyError: 'XAU'",
  ].join('\n'),
);
const sentencesOf = (...lines: readonly string[]): readonly string[] =>
  reportedProblems(traceFrom(...lines)).map(({ rule, sentence }) => `${rule}: ${sentence}`);

describe('a callback that failed', () => {
  it('is a problem, with the line of the app that raised the error', () => {
    expect(
      sentencesOf(`c1 out.x <- btn.n_clicks=1 0/1/2/40/41/ error "KeyError: 'XAU'" traceback ${TRACEBACK}`),
    ).toEqual(["server-error: out.x failed once: KeyError: 'XAU'. Raised at /srv/app/rates.py:12 in look_up."]);
  });

  it('is one problem, however often it fails, with the latest message', () => {
    expect(
      sentencesOf(
        'c1 out.x <- btn.n_clicks=1 0/1/2/40/41/ error "ValueError: 1" status 200',
        'c2 out.x <- btn.n_clicks=2 100/101/102/140/141/ error "ValueError: 2" status 200',
      ),
    ).toEqual(['server-error: out.x failed twice: ValueError: 2.']);
  });

  it('can have failed in the browser', () => {
    expect(sentencesOf('c1 out.x <- btn.n_clicks=1 0/1/2/40/41/ clientside error "boom"')).toEqual([
      'clientside-error: out.x failed once: boom.',
    ]);
  });

  it('can have received no response', () => {
    expect(
      sentencesOf(
        'c1 out.x <- btn.n_clicks=1 0/1/2 error "no" reason {"code":"server_unreachable","params":{"detail":"Failed to fetch"}}',
      ),
    ).toEqual(['server-unreachable: 1 request of out.x got no response.']);
  });

  it('is not said to have failed where something other than Dash responded', () => {
    const gateway = 'reason {"code":"gateway_error","params":{"status":502}}';
    const login = 'reason {"code":"unreadable_response","params":{"what":"html","redirected":"/login","poll":false}}';
    expect(
      sentencesOf(
        `c1 out.x <- btn.n_clicks=1 0/1/2 error "" ${gateway}`,
        `c2 out.x <- btn.n_clicks=2 10/11/12 error "" ${gateway}`,
      ),
    ).toEqual([expect.stringMatching(/^foreign-response: This happened to 2 calls of out\.x.* \(502\), not Dash/)]);
    expect(sentencesOf(`c1 out.x <- btn.n_clicks=1 0-12 unreadable ${login}`)).toEqual([
      expect.stringMatching(/^foreign-response: This happened to one call of out\.x\. The response is an HTML page/),
    ]);
  });

  it('is not said to have failed where Dash could not apply its result', () => {
    const patch = 'reason {"code":"not_applied","params":{"detail":"Cannot patch undefined"}}';
    expect(sentencesOf(`c1 out.x <- btn.n_clicks=1 0/1/2 error "Cannot patch undefined" ${patch}`)).toEqual([
      expect.stringMatching(/^not-applied: This happened to one call of out\.x\. It ran, but Dash could not apply/),
    ]);
  });

  it('is not reported where a component was missing and the function was never called', () => {
    expect(
      sentencesOf(
        'c1 out.x <- btn.n_clicks=1 0 error "nonexistent" reason {"code":"dependency_unusable","params":{"kind":"missing","dependency":"State","prop":"a.b"}}',
      ),
    ).toEqual([]);
  });

  it('comes first among the findings', () => {
    const found = createProblemFinder().update(
      traceFrom(
        'callback a.value <- b.value',
        'callback b.value <- a.value',
        'c1 out.x <- btn.n_clicks=1 0/1/2/40/41/ clientside error "boom"',
      ),
    );
    expect(found.map(({ rule }) => rule)).toEqual(['clientside-error', 'declared-cycle']);
  });
});
