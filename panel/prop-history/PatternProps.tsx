import { useMemo, useState } from 'react';
import { writtenPropsOf, type WrittenProp } from '../../src/analysis/prop-history';
import { prettyPropId } from '../../src/dash/pretty';
import type { JsonObject } from '../../src/lib/json';
import { PROP_HISTORY_TEXTS } from '../../src/words/panel';
import { whileSame } from '../selectors/while-same';
import { usePanel, usePanelStore } from '../store/panel-context';
import { formatClock, formatCount } from '../ui/format';
import { IdText } from '../ui/values/IdText';

const ROWS_SHOWN = 50;
const NO_PROPS: readonly WrittenProp[] = [];

/** A pattern is not a property: shows the properties it matches, each with its own history. */
export function PatternProps({ pattern, property }: { readonly pattern: JsonObject; readonly property: string }) {
  const [all, setAll] = useState(false);
  const select = useMemo(() => whileSame((model) => writtenPropsOf(model, pattern, property)), [pattern, property]);
  const props = usePanel(select) ?? NO_PROPS;
  const shown = all ? props : props.slice(0, ROWS_SHOWN);
  return (
    <section className="history" aria-label="History">
      <h3 className="history-title">
        History
        {props.length > 0 ? <span>{PROP_HISTORY_TEXTS.pattern}</span> : null}
      </h3>
      {props.length === 0 ? <p className="ui-dim">{PROP_HISTORY_TEXTS.noneWritten}</p> : null}
      <ol>
        {shown.map((written) => (
          <Row key={written.prop} written={written} />
        ))}
      </ol>
      {shown.length < props.length ? (
        <button type="button" className="ui-link" onClick={() => setAll(true)}>
          Show {formatCount(props.length - shown.length, 'more component')}
        </button>
      ) : null}
    </section>
  );
}

function Row({ written }: { readonly written: WrittenProp }) {
  const store = usePanelStore();
  const { prop, writes } = written;
  return (
    <li>
      <button
        type="button"
        className="history-row"
        data-prop={prop}
        onClick={() => store.getState().selectProp(prop, true)}
      >
        <span className="history-at">{formatClock(writes.at(-1)?.at ?? 0)}</span>
        <span className="history-who">
          <IdText text={prettyPropId(prop)} whole={prop} />
        </span>
        <span className="history-value" data-words="">
          {formatCount(writes.length, 'write')}
        </span>
        <span className="history-tags" />
      </button>
    </li>
  );
}
