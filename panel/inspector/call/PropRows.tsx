import { Fragment, useId, useMemo, useState, type ReactNode } from 'react';
import type { JsonValue } from '../../../src/lib/json';
import type { Call, CallbackDefinition } from '../../../src/trace/types';
import { CALL_DETAIL_TEXTS, COMMON_TEXTS } from '../../../src/words/panel';
import { usePanelStore } from '../../store/panel-context';
import { Icon } from '../../ui/marks/Icon';
import { IdText } from '../../ui/values/IdText';
import { Term } from '../../ui/Term';
import { asCutValue } from '../../ui/values/cut-value';
import type { DiffTag } from './diff-tag';
import { formatCount, formatSize } from '../../ui/format';
import { toPropGroups, type PropGroup, type PropRow } from './to-prop-rows';
import { ValueDetail } from '../values/ValueDetail';
import { valuePreview } from '../../ui/values/value-preview';

/** A callback with ALL can have hundreds of inputs; the first ones show what they are. */
const ROWS_SHOWN = 24;

/** Everything a call received and returned, as aligned rows: property, value, difference from the previous call. */
export function PropRows(props: {
  readonly call: Call;
  readonly definition: CallbackDefinition | null;
  readonly before: Call | null;
  readonly app: string;
}) {
  const { call, definition, before, app } = props;
  const groups = useMemo(() => toPropGroups(call, definition ?? undefined, before), [call, definition, before]);
  const isOutlined = call.request === null || call.request.json !== undefined;
  return (
    <div className="props" role="group" aria-label={CALL_DETAIL_TEXTS.values}>
      {isOutlined ? null : <p className="ui-dim">{CALL_DETAIL_TEXTS.valuesLoading}</p>}
      {groups.map((group) => (
        <Group key={group.title} group={group} app={app} />
      ))}
    </div>
  );
}

function Group({ group, app }: { readonly group: PropGroup; readonly app: string }) {
  const [all, setAll] = useState(false);
  const shown = all ? group.rows : group.rows.slice(0, ROWS_SHOWN);
  const heading = useId();
  return (
    <section aria-labelledby={heading} data-group={group.title}>
      <h3 id={heading} className="props-title">
        <Term name={group.title === 'side updates' ? 'set_props' : group.title}>{group.title}</Term>
        {group.empty === null ? null : <span className="props-empty">{group.empty}</span>}
      </h3>
      {shown.map((row, i) => (
        <Row key={`${row.prop} ${i}`} row={row} app={app} />
      ))}
      {shown.length < group.rows.length ? (
        <button type="button" className="ui-link props-more" onClick={() => setAll(true)}>
          Show {formatCount(group.rows.length - shown.length, 'more row')}
        </button>
      ) : null}
    </section>
  );
}

function Row({ row, app }: { readonly row: PropRow; readonly app: string }) {
  const store = usePanelStore();
  const [open, setOpen] = useState(false);
  const detail = useId();
  const { prop, name, value, update } = row;
  const cut = asCutValue(value);
  const text: ReactNode =
    update === 'no_update' || value === undefined ? <span className="props-left">no_update</span> : valuePreview(value);
  const canOpen = value !== undefined && isWorthOpening(row);
  return (
    <Fragment>
      <div className="props-row" data-prop={prop} data-trigger={row.isTrigger || undefined}>
        <button
          type="button"
          className="props-name"
          onClick={() => store.getState().selectProp(prop, true)}
          title={COMMON_TEXTS.showUsers(prop)}
        >
          <IdText text={name} whole={prop} />
        </button>
        {canOpen ? (
          <button
            type="button"
            className="props-value"
            aria-expanded={open}
            aria-controls={detail}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'next'} />
            <span className="props-text">{text}</span>
            {typeof cut?.$bytes !== 'number' ? null : <span className="props-size">{formatSize(cut.$bytes)}</span>}
          </button>
        ) : (
          <span className="props-value">
            <span className="props-text">{text}</span>
          </span>
        )}
        {row.origin ? (
          <span className="props-tag">
            <span className="ui-tag" data-tone="dim">
              {row.origin}
            </span>
          </span>
        ) : (
          <Tag diff={row.diff} />
        )}
      </div>
      {canOpen && open ? (
        <div id={detail} className="props-detail">
          <ValueDetail value={value} label={name} app={app} />
          {row.patched === undefined ? null : (
            <>
              <p className="props-after">{CALL_DETAIL_TEXTS.beforePatch}</p>
              <ValueDetail value={row.patched.before} label={CALL_DETAIL_TEXTS.propBeforePatch(name)} app={app} />
              <p className="props-after">{CALL_DETAIL_TEXTS.afterPatch}</p>
              <ValueDetail value={row.patched.after} label={CALL_DETAIL_TEXTS.propAfterPatch(name)} app={app} />
            </>
          )}
        </div>
      ) : null}
    </Fragment>
  );
}

/** Short scalars are whole in their row. */
function isWorthOpening({ value }: PropRow): boolean {
  if (typeof value === 'string') return value.length > 28 || value.includes('\n');
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0 && !isUndefined(value);
}

const isUndefined = (value: JsonValue): boolean => asCutValue(value)?.$why === 'undefined';

function Tag({ diff }: { readonly diff: DiffTag | null }) {
  if (!diff) return <span />;
  const isQuiet = diff.kind === 'same' || diff.kind === 'unknown';
  return (
    <span className="props-tag">
      <span className="ui-tag" data-tone={isQuiet ? 'dim' : undefined} title={TITLES[diff.kind]}>
        {diff.text}
      </span>
    </span>
  );
}

const TITLES: Readonly<Record<DiffTag['kind'], string>> = {
  same: CALL_DETAIL_TEXTS.diffSame,
  changed: CALL_DETAIL_TEXTS.diffChanged,
  was: CALL_DETAIL_TEXTS.diffPrevious,
  unknown: CALL_DETAIL_TEXTS.diffUnknown,
};
