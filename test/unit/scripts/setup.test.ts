import { describe, expect, it, vi } from 'vitest';

import { ensureSetup } from '../../../scripts/setup.mjs';
import { withoutUrls } from '../../../scripts/setup/command.mjs';
import { redis } from '../../../scripts/setup/redis.mjs';
import { isWantedPython } from '../../../scripts/setup/python.mjs';

describe('set-up', () => {
  it('runs missing steps, in order, and skips the rest silently', async () => {
    const ran: string[] = [];
    const lines = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const step = (name: string, isDone: boolean) => ({ name, isDone: () => isDone, run: () => void ran.push(name) });
    await ensureSetup({ steps: [step('one', true), step('two', false), step('three', false)] });
    expect(ran).toEqual(['two', 'three']);
    expect(lines.mock.calls.flat().filter((line) => String(line).includes('one'))).toEqual([]);
    lines.mockClear();
    await ensureSetup({ steps: [step('one', true)] });
    expect(lines).not.toHaveBeenCalled();
    lines.mockRestore();
  });

  it('stops at the first step that fails', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const later = vi.fn();
    const failing = { name: 'a', isDone: () => false, run: () => Promise.reject(new Error('no network')) };
    await expect(ensureSetup({ steps: [failing, { name: 'b', isDone: () => false, run: later }] })).rejects.toThrow(
      'no network',
    );
    expect(later).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('says in one line what to install where it may not install Redis itself', async () => {
    const path = process.env['PATH'];
    // Neither redis-server nor apt-get can be found here.
    process.env['PATH'] = import.meta.dirname;
    try {
      expect(redis.isDone()).toBe(false);
      await expect(redis.run()).rejects.toThrow(
        /^The tests of Celery jobs need redis-server: install it .*apt install redis-server\)\.$/,
      );
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('does not show where packages came from', () => {
    expect(withoutUrls('npm error 404 GET https://registry.example/x - not found, see http://b.example')).toBe(
      'npm error 404 GET <url> - not found, see <url>',
    );
  });

  it.each([
    ['3.9.0', true],
    ['3.13.1', true],
    ['4.0.0', true],
    ['3.8.18', false],
    ['2.7.18', false],
    [null, false],
  ])('Python %s is new enough: %s', (version, expected) => {
    expect(isWantedPython(version)).toBe(expected);
  });
});
