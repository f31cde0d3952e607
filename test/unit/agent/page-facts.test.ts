import { describe, expect, it } from 'vitest';
import { dashVersion, readConfig, requestBase } from '../../../content-script/agent/taps/app-facts';
import { guard } from '../../../content-script/agent/taps/guard';

const documentOf = (config: string | null, scripts: readonly string[] = []): Document =>
  ({
    getElementById: (id: string) => (id === '_dash-config' && config !== null ? { textContent: config } : null),
    scripts: scripts.map((src) => ({ src })),
  }) as unknown as Document;

describe('what the page says of its app', () => {
  it('is read from its config', () => {
    expect(readConfig(documentOf('{"dash_version":"4.4.1","requests_pathname_prefix":"\\u002fapp\\u002f"}'))).toEqual({
      dash_version: '4.4.1',
      requests_pathname_prefix: '/app/',
    });
  });

  it('is empty when the config is missing or broken', () => {
    for (const text of [null, '', '{', 'null', '3', '"x"']) expect(readConfig(documentOf(text))).toEqual({});
  });

  it.each([
    [
      '4.4.1',
      { dash_version: '4.4.1' },
      'http://x/_dash-component-suites/dash/dash-renderer/build/dash_renderer.v2_0_0m1.min.js',
    ],
    ['2.18.2', {}, 'http://x/_dash-component-suites/dash/dash-renderer/build/dash_renderer.v2_18_2m1731000000.min.js'],
    ['2.9.0', {}, '/_dash-component-suites/dash/dash-renderer/build/dash_renderer.v2_9_0m1680000000.dev.js'],
    [null, {}, 'http://x/assets/app.v1_0m3.js'],
    [null, { dash_version: 4 }, ''],
  ])('gives the version %s', (version, config, script) => {
    expect(dashVersion(documentOf('', ['/other.js', script]), config)).toBe(version);
  });
});

describe('what requests begin with', () => {
  it.each([
    ['/app/', { requests_pathname_prefix: '/app/', url_base_pathname: '/other/' }],
    ['/other/', { url_base_pathname: '/other/' }],
    // The key counts, not its value: the renderer does the same.
    [null, { requests_pathname_prefix: null, url_base_pathname: '/other/' }],
    [null, {}],
  ])('is %j', (base, config) => {
    expect(requestBase(config)).toBe(base);
  });
});

describe('guard', () => {
  it('returns what its action returns', () => {
    expect(
      guard(
        () => undefined,
        () => 3,
      ),
    ).toBe(3);
  });

  it('reports what is thrown, and catches even errors of the report', () => {
    const reported: unknown[] = [];
    const failure = new Error('x');
    const action = (): number => {
      throw failure;
    };
    expect(guard((error) => reported.push(error), action)).toBeUndefined();
    expect(reported).toEqual([failure]);
    expect(guard(action, action)).toBeUndefined();
  });
});
