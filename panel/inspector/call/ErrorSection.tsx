import type { Call } from '../../../src/trace/types';
import { splitTraceback, type Frame } from '../../../src/dash/traceback';
import { describeError } from '../../../src/words/errors';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';

/**
 * What went wrong, the app's own code first; frames of libraries and the whole text are one click away.
 */
export function ErrorSection({ call }: { readonly call: Call }) {
  const { error, status } = call;
  if (error === null) return null;
  const traceback = error.traceback === undefined ? null : splitTraceback(error.traceback);
  const own = traceback?.frames.filter((frame) => !frame.isLibrary) ?? [];
  const libraries = traceback ? traceback.frames.length - own.length : 0;
  return (
    <section className="error" aria-label="Error">
      <p className="error-message">{describeError(call)}</p>
      {traceback && traceback.exception !== '' && !error.message.includes(traceback.exception) ? (
        <pre className="error-exception">{traceback.exception}</pre>
      ) : null}
      {error.body === undefined ? null : (
        <figure className="error-body">
          <figcaption className="ui-dim">
            {error.url === undefined
              ? CALL_DETAIL_TEXTS.responseBegins
              : CALL_DETAIL_TEXTS.responseFromBegins(error.url)}
          </figcaption>
          <blockquote>{error.body}</blockquote>
        </figure>
      )}
      {own.length > 0 ? (
        <ol className="error-frames" aria-label={CALL_DETAIL_TEXTS.framesOfApp}>
          {own.map((frame, i) => (
            <FrameLine key={i} frame={frame} />
          ))}
        </ol>
      ) : null}
      {error.traceback === undefined ? (
        status === null || status < 500 || (error.from !== undefined && error.from !== 'function') ? null : (
          <p className="ui-dim">{CALL_DETAIL_TEXTS.noTraceback}</p>
        )
      ) : (
        <details open={traceback === null}>
          <summary>
            {traceback === null
              ? 'Stack'
              : libraries > 0
                ? CALL_DETAIL_TEXTS.tracebackWithLibraries(libraries)
                : 'Whole traceback'}
          </summary>
          <pre className="error-text">{error.traceback}</pre>
        </details>
      )}
    </section>
  );
}

function FrameLine({ frame }: { readonly frame: Frame }) {
  return (
    <li>
      <div className="error-where" title={`${frame.file}:${frame.line}`}>
        <b>{frame.name}</b> <span className="ui-dim">{`${tail(frame.file)}:${frame.line}`}</span>
      </div>
      {frame.code ? <code>{frame.code}</code> : null}
    </li>
  );
}

/** The last two parts of a path: enough to know the file. */
const tail = (path: string): string => path.split(/[/\\]/).slice(-2).join('/');
