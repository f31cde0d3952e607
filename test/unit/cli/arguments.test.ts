import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { parseRecordArguments, parseStartArguments, parseUrl } from '../../../cli/arguments';

describe('npm start', () => {
  it('opens the demo when nothing is said', () => {
    expect(parseStartArguments([])).toEqual({ help: false, url: null, headless: false });
  });

  it('takes an address as a person types it', () => {
    expect(parseStartArguments(['--url', 'localhost:8050']).url).toBe('http://localhost:8050/');
    expect(parseUrl('https://example.org/app')).toBe('https://example.org/app');
  });

  it('refuses what is no address of a web page, in one line', () => {
    expect(() => parseUrl('ftp://example.org')).toThrow(/has to begin with http/);
    expect(() => parseUrl('http://')).toThrow(/not a web address/);
  });

  it('says which option it does not know and where to look', () => {
    expect(() => parseStartArguments(['--open'])).toThrow("Unknown option '--open'. See: npm start -- --help");
  });
});

describe('npm run record', () => {
  it('reads everything', () => {
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
    [['localhost:1'], /Where to/],
    [['localhost:1', '--out', 'a.json', '--seconds', 'soon'], /number of seconds/],
    [['localhost:1', '--out', 'a.json', '--seconds', '-1'], /number of seconds|ambiguous/],
  ])('refuses %j', (args, message) => {
    expect(() => parseRecordArguments(args)).toThrow(message);
  });

  it('needs nothing else to print its help', () => {
    expect(parseRecordArguments(['--help']).help).toBe(true);
  });
});
