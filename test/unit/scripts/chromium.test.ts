import { afterEach, describe, expect, it, vi } from 'vitest';

import { findChromium, parseVersion } from '../../../scripts/setup/chromium.mjs';

const CHROMIUM = { path: '/usr/bin/chromium', name: 'Chromium', major: 150, branded: false };
const CHROME = { path: '/opt/chrome', name: 'Google Chrome', major: 141, branded: true };
const OLD_CHROME = { path: '/opt/old-chrome', name: 'Google Chrome', major: 136, branded: true };
const INSTALLED = new Map([CHROMIUM, CHROME, OLD_CHROME].map((browser) => [browser.path, browser]));

const look = (file: string): typeof CHROMIUM | null => INSTALLED.get(file) ?? null;

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the version line of a browser', () => {
  it.each([
    [
      'Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)',
      { name: 'Chromium', major: 156, branded: false },
    ],
    ['Google Chrome 141.0.7390.54 ', { name: 'Google Chrome', major: 141, branded: true }],
    ['Google Chrome for Testing 139.0.7258.66', { name: 'Google Chrome for Testing', major: 139, branded: false }],
  ])('%s', (text, expected) => {
    expect(parseVersion(text)).toEqual(expected);
  });

  it('is refused when it is something else', () => {
    expect(parseVersion('command not found')).toBeNull();
  });
});

describe('the browser to start', () => {
  it('is the first candidate that runs', () => {
    vi.stubEnv('CHROME_PATH', '');
    expect(findChromium({ candidates: ['/nowhere', CHROMIUM.path, OLD_CHROME.path], look }).browser).toBe(CHROMIUM);
  });

  it('is never a Google Chrome that ignores extensions, and the reason is reported', () => {
    vi.stubEnv('CHROME_PATH', '');
    const { browser, refused } = findChromium({ candidates: [CHROME.path], look });
    expect(browser).toBeNull();
    expect(refused).toEqual([expect.stringContaining('Google Chrome 141 cannot load an extension')]);
    expect(findChromium({ candidates: [CHROME.path, OLD_CHROME.path], look }).browser).toBe(OLD_CHROME);
  });

  it('can be any Chrome where no extension is needed', () => {
    vi.stubEnv('CHROME_PATH', '');
    expect(findChromium({ withExtension: false, candidates: [CHROME.path], look }).browser).toBe(CHROME);
  });

  it('is the value of CHROME_PATH and nothing else', () => {
    vi.stubEnv('CHROME_PATH', OLD_CHROME.path);
    expect(findChromium({ candidates: [CHROMIUM.path], look }).browser).toBe(OLD_CHROME);
    vi.stubEnv('CHROME_PATH', '/nowhere');
    expect(() => findChromium({ candidates: [CHROMIUM.path], look })).toThrow('CHROME_PATH is /nowhere');
    vi.stubEnv('CHROME_PATH', CHROME.path);
    expect(() => findChromium({ candidates: [CHROMIUM.path], look })).toThrow(/use Chromium or Chrome for Testing/);
  });
});
