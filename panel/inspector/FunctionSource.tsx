import type { ValueRef } from '../../src/trace/types';
import { useWholeValue } from './use-whole-value';

/** The text of a clientside function, fetched when it is opened. */
export function FunctionSource({ source, app }: { readonly source: ValueRef; readonly app: string }) {
  const { whole, load } = useWholeValue(app, source);
  return (
    <details
      className="function"
      onToggle={(event) => {
        if (event.currentTarget.open && (whole.type === 'not-asked' || whole.type === 'failed')) load();
      }}
    >
      <summary>Source of the function</summary>
      {whole.type === 'loaded' ? (
        <pre className="value-text">{typeof whole.value === 'string' ? whole.value : JSON.stringify(whole.value)}</pre>
      ) : (
        <p className={whole.type === 'failed' ? 'value-failed' : 'ui-dim'} role="status">
          {whole.type === 'failed' ? whole.reason : 'Loading…'}
        </p>
      )}
    </details>
  );
}
