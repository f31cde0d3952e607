import { refused, type Answer } from '../../src/protocol/answer';
import type { DocumentSession } from '../../src/session/document-session';
import { withWholeValues, type FetchValue } from '../../src/session/whole-values';
import { toTraceFile } from '../../src/trace/file/write-trace';
import type { App, SavedTrace, SaveOptions } from '../store/panel-state';

/**
 * The text of an app's trace file. Of a live page everything recorded before the question is in it, and every value that
 * the page still holds; while the recording is paused, what the panel shows. The recording itself stays as it is: the
 * panel goes on with its small previews.
 * @param session of the page, `undefined` when that is gone or the app was opened from a file
 */
export async function saveTrace(
  app: App,
  session: DocumentSession | undefined,
  options: SaveOptions & { readonly paused: boolean },
): Promise<Answer<SavedTrace>> {
  const { signal, progress, paused } = options;
  let missing = 0;
  const fetchValue: FetchValue = async (text, path) => {
    const answer = await (session === undefined ? GONE : unlessAborted(session.fetchValue(text, path), signal));
    if (!answer.ok) missing++;
    return answer;
  };
  try {
    // A paused page sends nothing until it is resumed, so the wait would never end.
    if (session?.connected() === true && !paused) await unlessAborted(session.caughtUp(), signal);
    const model = session?.models().find((candidate) => candidate.app.renderer === app.model.app.renderer) ?? app.model;
    const file = await withWholeValues(toTraceFile(model), fetchValue, { signal, progress });
    return { ok: true, value: { text: JSON.stringify(file), missing } };
  } catch (error) {
    // The text may be longer than the browser can make it (about 500 million characters).
    const isTooLong = error instanceof RangeError;
    const detail = error instanceof Error ? error.message : String(error);
    return isTooLong
      ? refused('trace_too_large')
      : { ok: false, reason: { code: 'trace_not_created', params: { detail } } };
  }
}

const GONE = Promise.resolve(refused('page_gone'));

/** A page that is paused at a breakpoint does not answer at all; cancelling must work even then. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
