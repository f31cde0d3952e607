import { describe, expect, it } from 'vitest';
import {
  isAgentHere,
  isAgentInFrame,
  isEnableSite,
  isMayRunOn,
  isShowPopup,
  isWhoIsThere,
  parseRelayName,
  parseWatchName,
  toAgentHere,
  toAgentInFrame,
  toMatchPattern,
  toRelayName,
  toWatchName,
} from '../../../src/protocol/extension-messages';

describe('messages between the parts of the extension', () => {
  it('are recognised by their form', () => {
    expect(isAgentHere(toAgentHere('4.4.1', 3))).toBe(true);
    expect(isAgentHere(toAgentHere(null, null))).toBe(true);
    expect(isWhoIsThere({ type: 'who-is-there', tab: 1 })).toBe(true);
    expect(isEnableSite({ type: 'enable-site', origin: 'https://example.org:8443' })).toBe(true);
    expect(isMayRunOn({ type: 'may-run-on', origin: 'https://example.org:8443' })).toBe(true);
    expect(isShowPopup({ type: 'show-popup', tab: 1, origin: 'https://example.org:8443' })).toBe(true);
    expect(isAgentInFrame(toAgentInFrame(7))).toBe(true);
  });

  it('are nothing else', () => {
    for (const message of [
      undefined,
      null,
      1,
      'x',
      {},
      { type: 'agent-here' },
      { type: 'agent-here', dashVersion: 4, callbacks: 1 },
    ]) {
      expect(isAgentHere(message)).toBe(false);
      expect(isWhoIsThere(message)).toBe(false);
      expect(isEnableSite(message)).toBe(false);
      expect(isMayRunOn(message)).toBe(false);
      expect(isShowPopup(message)).toBe(false);
      expect(isAgentInFrame(message)).toBe(false);
    }
    expect(isAgentInFrame({ type: 'agent-in-frame', frame: '7' })).toBe(false);
  });

  it('enable whole web sites only', () => {
    for (const origin of ['file:///x', 'javascript:alert(1)', 'https://a/b', 'https://', '*://*/*', 'chrome://x', 3]) {
      expect(isEnableSite({ type: 'enable-site', origin })).toBe(false);
      expect(isMayRunOn({ type: 'may-run-on', origin })).toBe(false);
    }
  });

  it('match a site with any port', () => {
    expect(toMatchPattern('http://10.0.0.1:8050')).toBe('http://10.0.0.1/*');
  });

  it('have tab and frame in the name of the relay port', () => {
    expect(parseRelayName(toRelayName(12, 0))).toEqual({ tab: 12, frame: 0 });
    for (const name of [
      '',
      toRelayName(1, 2).slice(0, -1),
      `${toRelayName(1, 2)}x`,
      `x${toRelayName(1, 2)}`,
      toRelayName(-1, 0),
    ]) {
      expect(parseRelayName(name)).toBeUndefined();
    }
  });

  it('have the tab in the name of the port on which a panel learns about agents', () => {
    expect(parseWatchName(toWatchName(12))).toBe(12);
    for (const name of ['', `${toWatchName(1)}x`, `x${toWatchName(1)}`, toRelayName(1, 0)])
      expect(parseWatchName(name)).toBeUndefined();
  });
});
