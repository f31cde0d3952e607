import { lazy, Suspense, useMemo, useState } from 'react';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { formatCount, formatSize } from '../../ui/format';
import { componentOutline } from './component-outline';
import { useWholeValue } from './use-whole-value';
import { operationText, valuePreview } from '../../ui/values/value-preview';
import { valueShape, type ValueShape } from '../../ui/values/value-shape';

const ValueTree = lazy(() => import('./ValueTree'));

const ROWS_SHOWN = 50;
const COLUMNS_SHOWN = 12;
const TEXT_SHOWN = 20_000;

/** A value, opened: in the form that fits what it is, and as a tree for everything else. */
export function ValueDetail({
  value,
  label,
  app,
}: {
  readonly value: JsonValue;
  readonly label: string;
  readonly app: string;
}) {
  const shape = useMemo(() => valueShape(value), [value]);
  const [asTree, setAsTree] = useState(false);
  // The key drops what was loaded for another call: moving with [ and ] keeps rows open.
  if (shape.type === 'cut')
    return <CutDetail key={JSON.stringify(shape.cut.$at ?? shape.cut)} cut={shape.cut} label={label} app={app} />;
  const special = specialView(shape, value);
  return (
    <div className="value">
      {special && !asTree ? special : <Tree value={value} label={label} />}
      {special ? (
        <button type="button" className="ui-link value-switch" onClick={() => setAsTree(!asTree)}>
          {asTree ? INSPECTOR_TEXTS.asSummary : INSPECTOR_TEXTS.asTree}
        </button>
      ) : null}
    </div>
  );
}

export function Tree({ value, label }: { readonly value: JsonValue; readonly label: string }) {
  return (
    <Suspense fallback={<span className="ui-dim">Loading…</span>}>
      <ValueTree value={value} label={label} />
    </Suspense>
  );
}

function specialView(shape: ValueShape, value: JsonValue) {
  switch (shape.type) {
    case 'table':
      return <TableView rows={shape.rows} columns={shape.columns} />;
    case 'figure':
      return <FigureView traces={shape.traces} layout={shape.layout} />;
    case 'component':
    case 'components':
      return <ComponentView value={value} />;
    case 'patch':
      return (
        <ol className="value-lines">
          {shape.operations.map((operation, i) => (
            <li key={i} className="ui-mono">
              {operationText(operation)}
            </li>
          ))}
        </ol>
      );
    case 'string':
      return <pre className="value-text">{typeof value === 'string' ? value.slice(0, TEXT_SHOWN) : null}</pre>;
    default:
      return null;
  }
}

function CutDetail({
  cut,
  label,
  app,
}: {
  readonly cut: Extract<ValueShape, { type: 'cut' }>['cut'];
  readonly label: string;
  readonly app: string;
}) {
  const { whole, load } = useWholeValue(app, cut.$at);
  if (whole.type === 'loaded') return <ValueDetail value={whole.value} label={label} app={app} />;
  if (cut.$why === 'undefined') return <pre className="value-text">{cut.$preview}</pre>;
  const size = cut.$bytes === null ? '' : ` (${formatSize(cut.$bytes)})`;
  return (
    <div className="value">
      {cut.$preview === '' ? null : <pre className="value-text">{cut.$preview}</pre>}
      <div className="value-load">
        {cut.$why === 'redacted' ? (
          <span className="ui-dim">{INSPECTOR_TEXTS.leftOut(size)}</span>
        ) : cut.$why === 'gone' || !cut.$at ? (
          <span className="ui-dim">{INSPECTOR_TEXTS.gone(size)}</span>
        ) : (
          <>
            <button type="button" className="ui-button" disabled={whole.type === 'pending'} onClick={load}>
              {whole.type === 'pending' ? 'Loading…' : INSPECTOR_TEXTS.loadWhole(size)}
            </button>
            <span role="status" className="value-failed">
              {whole.type === 'failed' ? whole.reason : ''}
            </span>
          </>
        )}
      </div>
    </div>
  );
}

function TableView({ rows, columns }: { readonly rows: readonly JsonObject[]; readonly columns: readonly string[] }) {
  const shown = columns.slice(0, COLUMNS_SHOWN);
  const rest = [
    rows.length > ROWS_SHOWN ? formatCount(rows.length - ROWS_SHOWN, 'row') : '',
    columns.length > COLUMNS_SHOWN ? formatCount(columns.length - COLUMNS_SHOWN, 'column') : '',
  ].filter(Boolean);
  return (
    <>
      {/* The region scrolls, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="value-table" role="region" aria-label="Rows" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              {shown.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row, i) => (
              <tr key={i}>
                <th scope="row">{i}</th>
                {shown.map((column) => {
                  const cell = Object.hasOwn(row, column) ? row[column] : undefined;
                  return (
                    <td key={column} data-number={typeof cell === 'number' || undefined}>
                      {cell === undefined ? '' : typeof cell === 'string' ? cell : valuePreview(cell)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest.length > 0 ? <p className="ui-dim">and {rest.join(' and ')} more</p> : null}
    </>
  );
}

/** Keys of a trace that hold its points, the most informative first. */
const POINTS = ['y', 'x', 'values', 'z', 'r', 'lat', 'locations'];

function FigureView({ traces, layout }: { readonly traces: readonly JsonObject[]; readonly layout: JsonObject }) {
  const title = layout['title'];
  const text = isJsonObject(title) ? title['text'] : title;
  return (
    <div>
      {typeof text === 'string' ? <p className="value-title">{text}</p> : null}
      <ol className="value-lines" start={0}>
        {traces.map((trace, i) => (
          <li key={i}>
            <span className="ui-mono">{typeof trace['type'] === 'string' ? trace['type'] : 'scatter'}</span>
            {typeof trace['name'] === 'string' && trace['name'] !== '' ? <span> {trace['name']}</span> : null}
            <span className="ui-dim"> {pointsText(trace)}</span>
          </li>
        ))}
      </ol>
      {traces.length === 0 ? <p className="ui-dim">{INSPECTOR_TEXTS.noTraces}</p> : null}
    </div>
  );
}

function pointsText(trace: JsonObject): string {
  for (const key of POINTS) {
    const points = trace[key];
    if (Array.isArray(points)) return formatCount(points.length, 'point');
    // Arrays travel as base64 since Plotly 6; their length is not given.
    if (isJsonObject(points) && typeof points['bdata'] === 'string')
      return `${key} as ${typeof points['dtype'] === 'string' ? points['dtype'] : 'binary'} data`;
  }
  return '';
}

function ComponentView({ value }: { readonly value: JsonValue }) {
  const { lines, isWhole } = useMemo(() => componentOutline(value), [value]);
  return (
    <div className="value-outline">
      {lines.map((line, i) => (
        <div key={i} style={{ paddingLeft: line.depth * 14 }}>
          <span className="ui-mono">{line.text}</span>
          {line.props.length > 0 ? <span className="ui-dim"> {line.props.join(', ')}</span> : null}
        </div>
      ))}
      {isWhole ? null : <div className="ui-dim">{INSPECTOR_TEXTS.moreInTree}</div>}
    </div>
  );
}
