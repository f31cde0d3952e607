import { describe, expect, it } from 'vitest';

import {
  endOfOutput,
  failuresOfApps,
  failuresOfPlaywright,
  failuresOfPytest,
  failuresOfVitest,
  slowestOfPlaywright,
  slowestOfPytest,
  slowestOfVitest,
} from '../../../scripts/test-reports.mjs';

describe('what failed, for the end of npm test', () => {
  it('names the tests of a browser run that did not pass, with the first lines of their error', () => {
    const spec = (title: string, ok: boolean, results: object[]) => ({ title, ok, tests: [{ results }] });
    const report = {
      errors: [],
      suites: [
        {
          title: 'graph.spec.ts',
          specs: [spec('opens', true, [{ status: 'passed' }])],
          suites: [
            {
              title: 'the graph',
              specs: [
                spec('moves', false, [
                  { status: 'failed', error: { message: '\u001b[31mError: not seen\u001b[39m\n\n  expected  \n' } },
                ]),
                spec('waits', false, [{ status: 'timedOut' }]),
              ],
            },
          ],
        },
      ],
    };
    expect(failuresOfPlaywright(report)).toEqual([
      'graph.spec.ts › the graph › moves\n    Error: not seen\n      expected',
      'graph.spec.ts › the graph › waits\n    timedOut',
    ]);
  });

  it('names what stopped a browser run before any test', () => {
    expect(failuresOfPlaywright({ suites: [], errors: [{ message: 'no browser' }] })).toEqual([
      'outside the tests\n    no browser',
    ]);
  });

  it('names unit tests that failed, and files that did not load', () => {
    const testResults = [
      {
        name: 'a.test.ts',
        status: 'passed',
        assertionResults: [{ status: 'passed', fullName: 'a', failureMessages: [] }],
      },
      {
        name: 'b.test.ts',
        status: 'failed',
        assertionResults: [{ status: 'failed', fullName: 'b does', failureMessages: ['1 is not 2'] }],
      },
      { name: 'c.test.ts', status: 'failed', message: 'Unexpected token', assertionResults: [] },
    ];
    expect(failuresOfVitest({ testResults })).toEqual(['b does\n    1 is not 2', 'c.test.ts\n    Unexpected token']);
  });

  it('shows the closing lines of pytest', () => {
    expect(
      failuresOfPytest('..F\nE  assert 1\nFAILED test_a.py::test_b - assert 1\n1 failed, 2 passed in 0.1s'),
    ).toEqual(['FAILED test_a.py::test_b - assert 1']);
  });

  it('lists the apps with a difference', () => {
    const output =
      'Dash 4.4.0  a.py  ok\nDash 4.4.0  b.py  1 differences\n    call 2: kind\n    call 3: kind\nDash 4.4.0  c.py  not played\n    no server\n2 passed, 2 failed\n';
    expect(failuresOfApps(output)).toEqual([
      'Dash 4.4.0  b.py  1 differences\n    call 2: kind\n    call 3: kind',
      'Dash 4.4.0  c.py  not played\n    no server',
    ]);
  });

  it('shows the end of other output', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`);
    expect(
      endOfOutput(`${lines.join('\n')}\n`)[0]
        ?.trim()
        .split(/\n +/),
    ).toEqual(lines.slice(-12));
    expect(endOfOutput('')).toEqual(['']);
  });
});

describe('how long tests took, for the end of npm test', () => {
  it('adds up the attempts of a browser test', () => {
    const results = [{ duration: 1500 }, { duration: 500 }];
    const suites = [{ title: 'graph.spec.ts', specs: [{ title: 'opens', ok: true, tests: [{ results }] }] }];
    expect(slowestOfPlaywright({ suites })).toEqual([{ name: 'graph.spec.ts › opens', seconds: 2 }]);
  });

  it('reads the duration of a unit test', () => {
    const assertionResults = [
      { fullName: 'a does', duration: 250 },
      { fullName: 'b was not run', duration: null },
    ];
    expect(slowestOfVitest({ testResults: [{ assertionResults }] })).toEqual([
      { name: 'a does', seconds: 0.25 },
      { name: 'b was not run', seconds: 0 },
    ]);
  });

  it("reads pytest's list of slow tests", () => {
    const output =
      '==== slowest 10 durations ====\n2.31s call     test_a.py::test_b[x y]\n0.50s setup    test_a.py::test_c\n';
    expect(slowestOfPytest(output)).toEqual([
      { name: 'test_a.py::test_b[x y]', seconds: 2.31 },
      { name: 'test_a.py::test_c', seconds: 0.5 },
    ]);
  });
});
