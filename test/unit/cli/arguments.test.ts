import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { parseRecordArguments, parseStartArguments, parseUrl } from '../../../cli/arguments';

describe('npm start', () => {
  it('opens the demo when nothing is said', () => {
    expect(parseStartArguments([])).toEqual({ help: false, url: null, browser: 'chromium', headless: false });
  });

  it('accepts a URL as users type it', () => {
    expect(parseStartArguments(['--url', 'localhost:8050']).url).toBe('http://localhost:8050/');
    expect(parseUrl('https://example.org/app')).toBe('https://example.org/app');
  });

  it('rejects what is not a web address, in one line', () => {
    expect(() => parseUrl('ftp://example.org')).toThrow(/must start with http/);
    expect(() => parseUrl('http://')).toThrow(/not a web address/);
  });

  it('opens Firefox when asked to, and no browser it does not know', () => {
    expect(parseStartArguments(['--browser', 'firefox']).browser).toBe('firefox');
    expect(() => parseStartArguments(['--browser', 'safari'])).toThrow(
      '--browser is chromium or firefox, not safari. See: npm start -- --help',
    );
  });

  it('names an unknown option and refers to the help', () => {
    expect(() => parseStartArguments(['--open'])).toThrow("Unknown option '--open'. See: npm start -- --help");
  });
});

describe('npm run record', () => {
  it('reads all options', () => {
    expect(
      parseRecordArguments(['localhost:8050', '--actions', 'steps.mjs', '--seconds', '1.5', '--out', '/tmp/a.json']),
    ).toEqual({
      help: false,
      url: 'http://localhost:8050/',
      actions: 'steps.mjs',
      seconds: 1.5,
      out: path.resolve('/tmp/a.json'),
    });
  });

  it.each([
    [['--out', 'a.json'], /Give the URL/],
    [['localhost:1', 'localhost:2', '--out', 'a.json'], /Give only one URL/],
    [['localhost:1'], /output file/],
    [['localhost:1', '--out', 'a.json', '--seconds', 'soon'], /must be a number/],
    [['localhost:1', '--out', 'a.json', '--seconds', '-1'], /must be a number|ambiguous/],
  ])('rejects %j', (args, message) => {
    expect(() => parseRecordArguments(args)).toThrow(message);
  });

  it('prints its help without other arguments', () => {
    expect(parseRecordArguments(['--help']).help).toBe(true);
  });
});
