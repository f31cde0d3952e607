import { readTrace } from '../../src/trace/file/read-trace';
import { describeRefusal } from '../../src/words/trace-files';
import { TRACE_FILE_TEXTS } from '../../src/words/panel';
import type { App } from '../store/panel-state';

/** What is needed of a `File`. */
export type OpenableFile = Pick<File, 'name' | 'size' | 'lastModified' | 'text'>;

type OpenedFile = { readonly ok: true; readonly app: App } | { readonly ok: false; readonly message: string };

/** Reads a trace file as one more app; the same file opened again is the same app. Never rejects. */
export async function openFile(file: OpenableFile): Promise<OpenedFile> {
  let text: string;
  try {
    text = await file.text();
  } catch (error) {
    return { ok: false, message: TRACE_FILE_TEXTS.notRead(error instanceof Error ? error.message : String(error)) };
  }
  const read = readTrace(text);
  if (!read.ok) return { ok: false, message: describeRefusal(read.refusal) };
  const { model } = read;
  return {
    ok: true,
    app: {
      id: `file:${file.name}:${file.size}:${file.lastModified}`,
      label: `${file.name} (file)`,
      url: model.recorded.url,
      connected: false,
      model,
      file: file.name,
    },
  };
}
