import { describe, expect, it } from 'vitest';
import type { PanelStatus } from '../../../src/words/panel-status';
import { keptText, statusText } from '../../../src/words/status';

const ALL: readonly PanelStatus[] = [
  { type: 'connecting' },
  { type: 'no-dash', url: 'https://example.org/x' },
  { type: 'not-enabled', origin: 'https://example.org' },
  { type: 'restricted', url: 'chrome://extensions' },
  { type: 'waiting', url: 'http://localhost:8050' },
  { type: 'reloading' },
  { type: 'extension-updated' },
  { type: 'unsupported' },
];

describe('statusText', () => {
  it.each(ALL)('says what is wrong for $type and what to do', (status) => {
    const shown = statusText(status);
    expect(shown?.title).toMatch(/^[A-Z]/);
    expect(shown?.text).toMatch(/\.$/);
    expect(shown?.text).not.toMatch(/\.\.|undefined/);
  });
  it('is empty when an app is live', () => expect(statusText({ type: 'live' })).toBeNull());
  it('names the site to enable', () =>
    expect(statusText({ type: 'not-enabled', origin: 'https://example.org' })).toMatchObject({
      action: 'enable',
      text: expect.stringContaining('https://example.org') as string,
    }));
});

describe('keptText', () => {
  it('distinguishes a kept recording from a live one', () => {
    expect(keptText({ type: 'live' })).toBeNull();
    expect(keptText({ type: 'reloading' })).toContain('recording made before');
    expect(keptText({ type: 'no-dash', url: 'x' })).toContain('No Dash app');
  });
});
