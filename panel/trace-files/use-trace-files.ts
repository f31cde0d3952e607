import { useCallback, useRef, useState } from 'react';
import { describeFailure } from '../../src/words/failures';
import { TRACE_FILE_TEXTS } from '../../src/words/panel';
import { selectApp } from '../selectors/current-app';
import { usePanelSource, usePanelStore } from '../store/panel-context';
import { download } from './download';
import { traceFileName } from './file-name';
import { openFile, type OpenableFile } from './open-file';

/** The progress of saving; `of` is `null` until the page has reported how many values there are. */
export interface Saving {
  readonly done: number;
  readonly of: number | null;
}

export interface TraceFiles {
  /** `null` while nothing is being saved. */
  readonly saving: Saving | null;
  readonly save: () => void;
  readonly cancel: () => void;
  /** Adds each file as an app and shows the last one; each of the others that fails gets a notice. */
  readonly open: (files: readonly OpenableFile[]) => void;
}

const SAVE_NOTICE = 'save-trace';

/** Saves the recording on screen and opens files next to it. Recording goes on meanwhile. */
export function useTraceFiles(): TraceFiles {
  const store = usePanelStore();
  const source = usePanelSource();
  const [saving, setSaving] = useState<Saving | null>(null);
  const running = useRef<AbortController | null>(null);

  const save = useCallback(() => {
    const state = store.getState();
    const app = selectApp(state);
    if (app === null || running.current !== null) return;
    const abort = new AbortController();
    running.current = abort;
    setSaving({ done: 0, of: null });
    state.dismissNotice(SAVE_NOTICE);
    const progress = (done: number, of: number): void => setSaving({ done, of });
    void source.saveTrace(app, { signal: abort.signal, progress }).then((saved) => {
      running.current = null;
      setSaving(null);
      if (abort.signal.aborted) return;
      if (!saved.ok) {
        store.getState().notify({
          id: SAVE_NOTICE,
          level: 'error',
          text: TRACE_FILE_TEXTS.notSaved(describeFailure(saved.reason)),
        });
        return;
      }
      const { text, missing } = saved.value;
      const name = traceFileName(app.url, new Date());
      download(name, text);
      store
        .getState()
        .notify({ id: SAVE_NOTICE, level: 'note', text: TRACE_FILE_TEXTS.saved(name, text.length, missing) });
    });
  }, [store, source]);

  const cancel = useCallback(() => running.current?.abort(), []);

  const open = useCallback(
    (files: readonly OpenableFile[]) => {
      for (const file of files) {
        const notice = `open:${file.name}`;
        void openFile(file).then((opened) => {
          const state = store.getState();
          if (!opened.ok) {
            state.notify({ id: notice, level: 'error', text: TRACE_FILE_TEXTS.notOpened(file.name, opened.message) });
            return;
          }
          state.dismissNotice(notice);
          state.setApp(opened.app);
          state.chooseApp(opened.app.id);
        });
      }
    },
    [store],
  );

  return { saving, save, cancel, open };
}
