import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellQuote, toCurl } from '../../../../../panel/inspector/call/to-curl';

const addressOf = (command: string | null): string | undefined => /^curl '([^']*)'/.exec(command ?? '')?.[1];

describe('toCurl', () => {
  it('posts the whole body', () => {
    expect(toCurl('http://localhost:8050/app/?a=1', '/app/', '{"x":1}')).toBe(
      [
        "curl 'http://localhost:8050/app/_dash-update-component'",
        "-H 'Content-Type: application/json'",
        "-H 'Accept: application/json'",
        `--data-raw '{"x":1}'`,
      ].join(' \\\n  '),
    );
  });

  it.each([
    ['http://localhost:8050/reports/2026/may', '/', 'http://localhost:8050/_dash-update-component'],
    ['https://example.org/app/city/oslo?tab=2#top', '/app/', 'https://example.org/app/_dash-update-component'],
    ['http://x/app/inner/page', '/app', 'http://x/app/_dash-update-component'],
    ['http://x/', 'https://api.example.org/dash/', 'https://api.example.org/dash/_dash-update-component'],
    // The base of requests is unknown: the best guess is the folder of the page.
    ['http://localhost:8050/app/', null, 'http://localhost:8050/app/_dash-update-component'],
  ])('of the page %s with the base %s goes to %s', (page, base, address) => {
    expect(addressOf(toCurl(page, base, '{}'))).toBe(address);
  });

  it('returns no command for a page without an address', () => {
    expect(toCurl('', '/', '{}')).toBeNull();
    expect(toCurl('', null, '{}')).toBeNull();
  });
});

describe('shellQuote', () => {
  it.each(["it's", '$(touch /tmp/x) `id` "q" \\ \n!', "''"])('keeps %j unchanged in a shell', (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'utf8' })).toBe(text);
  });
});
