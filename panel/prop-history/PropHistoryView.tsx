import { useMemo, useState } from 'react';
import { propHistory, type HistoryEntry } from '../../src/analysis/prop-history';
import { parseId, splitPropId } from '../../src/dash/component-id';
import { isPattern } from '../../src/dash/pattern';
import type { CallbackKey, PropId } from '../../src/trace/types';
import { callbackName, selectCallbackName } from '../selectors/callback-names';
import { selectCall, selectModel } from '../selectors/current-app';
import { whileSame } from '../selectors/while-same';
import { usePanel, usePanelStore } from '../store/panel-context';
import { plainText } from '../../src/words/plain';
import { describeEnd } from '../../src/words/reasons';
import { formatClock, formatCount } from '../ui/format';
import { IdText } from '../ui/values/IdText';
import { KindMark } from '../ui/marks/KindMark';
import { valuePreview } from '../ui/values/value-preview';
import { PatternProps } from './PatternProps';
import './prop-history.css';
import { describeWriter } from '../../src/words/writers';
import { COMMON_TEXTS, PROP_HISTORY_TEXTS } from '../../src/words/panel';

/** Enough to see what is going on; the rest is one click away. */
const ROWS_SHOWN = 30;
/** As much of a value as a hover text can hold. */
const WHOLE_SHOWN = 2000;

/** Who wrote a property, when and what, the newest first; which write holds, and which results were discarded. */
export function PropHistoryView({ prop }: { readonly prop: PropId }) {
  const { id, property } = splitPropId(prop);
  // A constant, so that the selector is asked only once.
  const component = useMemo(() => parseId(id), [id]);
  return isPattern(component) ? <PatternProps pattern={component} property={property} /> : <Writes prop={prop} />;
}

function Writes({ prop }: { readonly prop: PropId }) {
  const [all, setAll] = useState(false);
  const callbacksOfApp = usePanel((state) => selectModel(state)?.callbacks);
  const history = usePanel(useMemo(() => whileSame((model) => propHistory(model, prop)), [prop]));
  if (!callbacksOfApp || !history) return null;
  const { entries, writes, callbacks } = history;
  const shown = entries.toReversed().slice(0, all ? entries.length : ROWS_SHOWN);
  const discarded = entries.length - writes;
  return (
    <section className="history" aria-label="History">
      <h3 className="history-title">
        History
        {entries.length > 0 ? <span>{PROP_HISTORY_TEXTS.summary(writes, discarded)}</span> : null}
      </h3>
      {callbacks.length > 1 ? (
        <p className="history-writers">
          {PROP_HISTORY_TEXTS.writers(
            callbacks.length,
            named(callbacks.map((key) => callbackName(callbacksOfApp, key))),
          )}
        </p>
      ) : null}
      {entries.length === 0 ? <p className="ui-dim">{PROP_HISTORY_TEXTS.notWritten}</p> : null}
      <ol>
        {shown.map((entry, index) => (
          <Row key={`${entry.at} ${entry.call ?? ''} ${index}`} entry={entry} />
        ))}
      </ol>
      {shown.length < entries.length ? (
        <button type="button" className="ui-link" onClick={() => setAll(true)}>
          Show {formatCount(entries.length - shown.length, 'earlier write')}
        </button>
      ) : null}
    </section>
  );
}

function Row({ entry }: { readonly entry: HistoryEntry }) {
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, entry.call));
  const { at, written, patch, fate } = entry;
  const words = describeWriter(entry);
  const preview = written === undefined ? 'not recorded' : valuePreview(written);
  const cells = (
    <>
      <span className="history-at">{formatClock(at)}</span>
      <span className="history-who" title={words.title}>
        {words.text === '' ? null : <span>{words.text}</span>}
        {words.named && entry.call !== null ? <Writer callback={call?.callback ?? null} call={entry.call} /> : null}
      </span>
      <span
        className="history-value"
        title={written === undefined ? preview : wholeText(written)}
        data-known={written !== undefined || undefined}
      >
        {preview}
      </span>
      <span className="history-tags">
        {patch ? (
          <span className="ui-tag" data-tone="dim" title={PROP_HISTORY_TEXTS.patchTitle}>
            patch
          </span>
        ) : null}
        {fate === 'holds' ? <span className="ui-tag">holds now</span> : null}
        {fate === 'discarded' ? (
          <span
            className="ui-tag"
            data-tone="dim"
            title={call?.reason ? plainText(describeEnd(call)) : PROP_HISTORY_TEXTS.discarded}
          >
            discarded
          </span>
        ) : null}
      </span>
    </>
  );
  return (
    <li data-fate={fate} data-origin={entry.origin}>
      {call ? (
        <button
          type="button"
          className="history-row"
          data-call={call.id}
          onClick={() => store.getState().selectCall(call.id, true)}
        >
          {cells}
        </button>
      ) : (
        <div className="history-row">{cells}</div>
      )}
    </li>
  );
}

function Writer({ callback, call }: { readonly callback: CallbackKey | null; readonly call: string }) {
  const name = usePanel((state) => selectCallbackName(state, callback));
  const kind = usePanel((state) => (callback === null ? undefined : selectModel(state)?.callbacks.get(callback)?.kind));
  if (callback === null)
    return (
      <span className="ui-mono">
        {call}
        {COMMON_TEXTS.noLongerRecorded}
      </span>
    );
  return (
    <>
      {kind ? <KindMark kind={kind} /> : null}
      <IdText text={name} whole={callback} />
      <span className="history-call">{call}</span>
    </>
  );
}

const wholeText = (value: Parameters<typeof valuePreview>[0]): string => {
  const text = JSON.stringify(value, null, 1);
  return text.length > WHOLE_SHOWN ? `${text.slice(0, WHOLE_SHOWN)}…` : text;
};

const named = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
