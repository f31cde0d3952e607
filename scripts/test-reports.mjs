// What failed, in a few words, and how long each test took, from what each test runner leaves behind. npm test repeats both
// at its end, where they are easy to find.

const MAX_LINES = 12;
// Colours of a terminal, as Playwright and Vitest put them into their messages.
const COLOUR = /\u001b\[[0-9;]*m/g; // eslint-disable-line no-control-regex -- the escape itself is what is looked for

/** The beginning of a message, without colours and empty lines, set in under its name. @returns {string} */
function brief(/** @type {string} */ message) {
  const lines = message
    .replace(COLOUR, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return lines
    .slice(0, MAX_LINES)
    .map((line) => `    ${line}`)
    .join('\n');
}

const entry = (/** @type {string} */ name, /** @type {string} */ message) =>
  [name, brief(message)].filter((part) => part !== '').join('\n');

/**
 * Every test of Playwright's JSON report, with the titles above it.
 * @returns {{ name: string, spec: any, results: any[] }[]}
 */
function testsOfPlaywright(/** @type {any} */ { suites = [] }) {
  const walk = (/** @type {any} */ suite, /** @type {readonly string[]} */ above) => {
    const path = [...above, suite.title];
    /** @type {any[]} */
    const found = (suite.specs ?? []).map((/** @type {any} */ spec) => ({
      name: [...path, spec.title].join(' › '),
      spec,
      results: spec.tests.flatMap((/** @type {any} */ test) => test.results),
    }));
    for (const inner of suite.suites ?? []) found.push(...walk(inner, path));
    return found;
  };
  return suites.flatMap((/** @type {any} */ suite) => walk(suite, []));
}

/**
 * From Playwright's JSON reporter: every test that did not pass, with the first error of its last try; and errors outside tests.
 * @returns {string[]}
 */
export function failuresOfPlaywright(/** @type {any} */ report) {
  const outside = (report.errors ?? []).map((/** @type {any} */ error) =>
    entry('outside the tests', error.message ?? ''),
  );
  const failed = testsOfPlaywright(report).filter(({ spec }) => !spec.ok);
  return [
    ...outside,
    ...failed.map(({ name, results }) => {
      const last = results.findLast((result) => result.error !== undefined);
      return entry(name, last?.error.message ?? results.at(-1)?.status ?? '');
    }),
  ];
}

/** @returns {{ name: string, seconds: number }[]} */
export const slowestOfPlaywright = (/** @type {any} */ report) =>
  testsOfPlaywright(report).map(({ name, results }) => ({
    name,
    seconds: results.reduce((sum, { duration = 0 }) => sum + duration / 1000, 0),
  }));

/** @returns {{ name: string, seconds: number }[]} */
export const slowestOfVitest = (/** @type {any} */ { testResults = [] }) =>
  testResults.flatMap((/** @type {any} */ file) =>
    file.assertionResults.map((/** @type {any} */ test) => ({
      name: test.fullName,
      seconds: (test.duration ?? 0) / 1000,
    })),
  );

/** From `--durations`: `1.23s call     folder/test_a.py::test_b`. @returns {{ name: string, seconds: number }[]} */
export const slowestOfPytest = (/** @type {string} */ output) =>
  [...output.matchAll(/^(\d+\.\d+)s (?:call|setup|teardown) +(\S.*)$/gm)].map(([, seconds, name = '']) => ({
    name,
    seconds: Number(seconds),
  }));

/** From Vitest's JSON reporter: every test that failed, and every file that did not load. @returns {string[]} */
export function failuresOfVitest(/** @type {any} */ { testResults = [] }) {
  return testResults.flatMap((/** @type {any} */ file) => {
    const failed = file.assertionResults.filter((/** @type {any} */ { status }) => status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [entry(file.name, file.message ?? '')];
    return failed.map((/** @type {any} */ test) => entry(test.fullName, test.failureMessages.join('\n')));
  });
}

/** From pytest's closing summary. @returns {string[]} */
export const failuresOfPytest = (/** @type {string} */ output) =>
  output.split('\n').filter((line) => /^(?:FAILED|ERROR) /.test(line));

/** From `npm run truth` and `npm run problems`: what is wrong with an app is set in under its line. @returns {string[]} */
export function failuresOfApps(/** @type {string} */ output) {
  const lines = output.split('\n');
  return lines.flatMap((line, at) => {
    if (line.startsWith(' ') || !lines[at + 1]?.startsWith(' ')) return [];
    const next = lines.findIndex((later, index) => index > at && !later.startsWith(' '));
    return [lines.slice(at, next === -1 ? lines.length : next).join('\n')];
  });
}

/** From a tool that says no more than what it printed: the end of that. @returns {string[]} */
export const endOfOutput = (/** @type {string} */ output) => [
  brief(output.trimEnd().split('\n').slice(-MAX_LINES).join('\n')),
];
