// What failed, in few words, from what each test runner leaves behind: npm test repeats it at its end, where it is found
// in a long output and in what is kept of one.

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
 * From Playwright's JSON reporter: every test that did not pass, with the first error of its last try; and errors outside tests.
 * @returns {string[]}
 */
export function failuresOfPlaywright(/** @type {any} */ { suites = [], errors = [] }) {
  /** @type {string[]} */
  const found = errors.map((/** @type {any} */ error) => entry('outside the tests', error.message ?? ''));
  const walk = (/** @type {any} */ suite, /** @type {readonly string[]} */ above) => {
    const path = [...above, suite.title];
    for (const spec of suite.specs ?? []) {
      if (spec.ok) continue;
      const results = spec.tests.flatMap((/** @type {any} */ test) => test.results);
      const failed = results.findLast((/** @type {any} */ result) => result.error !== undefined);
      found.push(entry([...path, spec.title].join(' › '), failed?.error.message ?? results.at(-1)?.status ?? ''));
    }
    for (const inner of suite.suites ?? []) walk(inner, path);
  };
  for (const suite of suites) walk(suite, []);
  return found;
}

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
