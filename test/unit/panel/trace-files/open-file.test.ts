import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPanelStore } from '../../../../panel/store/panel-store';
import { openFile, type OpenableFile } from '../../../../panel/trace-files/open-file';
import { toTraceFile } from '../../../../src/trace/file/write-trace';
import { traceFrom } from '../../../support/notation/trace-from';

const fileOf = (name: string, text: string): OpenableFile => ({
  name,
  size: text.length,
  lastModified: 1,
  text: () => Promise.resolve(text),
});
const saved = JSON.stringify(toTraceFile(traceFrom('c1 a.out <- b.in 0-1')));
const fixture = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../../fixtures/traces', name), 'utf8');

describe('an opened file', () => {
  it('is an additional app, not connected, with the name of the file', async () => {
    expect(await openFile(fileOf('may.trace.json', saved))).toMatchObject({
      ok: true,
      app: { label: 'may.trace.json (file)', file: 'may.trace.json', url: 'http://localhost:8050/', connected: false },
    });
  });

  it('is the same app when it is opened again, and another one when it was changed', async () => {
    const idOf = async (file: OpenableFile): Promise<string> => {
      const opened = await openFile(file);
      return opened.ok ? opened.app.id : opened.message;
    };
    const first = await idOf(fileOf('a.json', saved));
    expect(await idOf(fileOf('a.json', saved))).toBe(first);
    expect(await idOf({ ...fileOf('a.json', saved), lastModified: 2 })).not.toBe(first);
  });

  it("shows the reader's message when it is not a trace", async () => {
    expect(await openFile(fileOf('x.json', fixture('from-the-future.trace.json')))).toEqual({
      ok: false,
      message: 'This trace file has version 3, but this extension reads versions up to 2. Update the extension.',
    });
  });

  it('shows a message when it cannot be read', async () => {
    const file = {
      ...fileOf('x.json', ''),
      text: () => Promise.reject(new Error('The requested file could not be found.')),
    };
    expect(await openFile(file)).toEqual({
      ok: false,
      message: 'Could not read the file: The requested file could not be found.',
    });
  });
});

describe('next to a live recording', () => {
  it('stays on screen when the page is reloaded, and leaves the recording unchanged', async () => {
    const store = createPanelStore();
    const live = {
      id: 'live',
      label: '/',
      url: 'http://x/',
      connected: true,
      model: traceFrom('c1 a.out <- b.in 0-1'),
    };
    store.getState().setApp(live);
    const opened = await openFile(fileOf('a.json', saved));
    if (!opened.ok) throw new Error(opened.message);
    store.getState().setApp(opened.app);
    expect(store.getState().appId).toBe('live');
    store.getState().chooseApp(opened.app.id);
    store.getState().setApp({ ...live, id: 'reloaded' });
    expect(store.getState().appId).toBe(opened.app.id);
    store.getState().removeApp(opened.app.id);
    expect(store.getState().appId).toBe('live');
  });
});
