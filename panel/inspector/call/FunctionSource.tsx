import type { ValueRef } from '../../../src/trace/types';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';
import { useWholeValue, type WholeValue } from '../values/use-whole-value';

/**
 * The text of a clientside function, fetched when it is opened.
 * @param code the text itself, in an opened trace
 */
export function FunctionSource({
  source,
  code,
  app,
}: {
  readonly source: ValueRef;
  readonly code: string | undefined;
  readonly app: string;
}) {
  const { whole, load } = useWholeValue(app, source);
  return (
    <details
      className="function"
      onToggle={(event) => {
        if (code === undefined && event.currentTarget.open && (whole.type === 'not-asked' || whole.type === 'failed'))
          load();
      }}
    >
      <summary>{CALL_DETAIL_TEXTS.functionSource}</summary>
      {code !== undefined || whole.type === 'loaded' ? (
        <pre className="value-text">{code ?? textOf(whole)}</pre>
      ) : (
        <p className={whole.type === 'failed' ? 'value-failed' : 'ui-dim'} role="status">
          {whole.type === 'failed' ? whole.reason : 'Loading…'}
        </p>
      )}
    </details>
  );
}

const textOf = (whole: WholeValue): string =>
  whole.type !== 'loaded' ? '' : typeof whole.value === 'string' ? whole.value : JSON.stringify(whole.value);
