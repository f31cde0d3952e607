import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellQuote, toCurl } from '../../../../panel/inspector/to-curl';

describe('toCurl', () => {
  it('posts the whole body to the endpoint beside the page', () => {
    expect(toCurl('http://localhost:8050/app/?a=1', '{"x":1}')).toBe(
      ["curl 'http://localhost:8050/app/_dash-update-component'", "-H 'Content-Type: application/json'", "-H 'Accept: application/json'", `--data-raw '{"x":1}'`].join(' \\\n  '),
    );
  });
  it('has no command for a page without an address', () => expect(toCurl('', '{}')).toBeNull());
});

describe('shellQuote', () => {
  it.each(["it's", '$(touch /tmp/x) `id` "q" \\ \n!', "''"])('a shell reads %j as it was', (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'utf8' })).toBe(text);
  });
});
