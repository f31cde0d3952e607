import { describe, expect, it } from 'vitest';
import { traceFileName } from '../../../../panel/trace-files/file-name';

const at = new Date(2026, 4, 3, 14, 7, 9);

describe('the name of a saved trace', () => {
  it.each([
    ['http://localhost:8050/reports/may', 'localhost-8050-2026-05-03T14-07-09.trace.json'],
    ['https://dash.example.org/', 'dash.example.org-2026-05-03T14-07-09.trace.json'],
    ['http://[::1]:8050/', '1-8050-2026-05-03T14-07-09.trace.json'],
    ['', 'dash-2026-05-03T14-07-09.trace.json'],
  ])('of a recording of %j', (url, name) => {
    expect(traceFileName(url, at)).toBe(name);
  });
});
