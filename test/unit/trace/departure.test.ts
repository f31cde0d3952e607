import { describe, expect, it } from 'vitest';
import { arrivalOf, type Departure } from '../../../src/trace/departure';
import { toCallbackKey, toCallId, toPropId } from '../../../src/trace/types';

const left: Departure = {
  from: 'http://localhost/app#top',
  call: toCallId('c5'),
  callback: toCallbackKey('url.href'),
  wrote: toPropId('url.href'),
  url: 'http://localhost/next',
  proven: true,
};
const next = { url: 'http://localhost/next', referrer: 'http://localhost/app' };
const arrival = { call: 'c5', callback: 'url.href', wrote: 'url.href' };

describe('arrivalOf', () => {
  it('names the call that the previous page was left for', () => expect(arrivalOf(left, next)).toEqual(arrival));

  it('follows a redirect if the browser said where it navigates', () => {
    expect(arrivalOf(left, { ...next, url: 'http://localhost/login' })).toEqual(arrival);
    expect(arrivalOf({ ...left, proven: false }, { ...next, url: 'http://localhost/login' })).toBeNull();
    expect(arrivalOf({ ...left, proven: false }, next)).toEqual(arrival);
  });

  it('names nothing if another page was in between, or the browser does not say', () => {
    expect(arrivalOf(left, { ...next, referrer: 'http://localhost/other' })).toBeNull();
    expect(arrivalOf(left, { ...next, referrer: '' })).toBeNull();
    expect(arrivalOf(left, { url: next.url })).toBeNull();
  });

  it('names nothing if no call led away', () => {
    expect(arrivalOf(null, next)).toBeNull();
    expect(arrivalOf({ ...left, call: null, callback: null, wrote: null }, next)).toBeNull();
  });
});
