import { useState } from 'react';
import { contextOf } from '../../../src/trace/context';
import { toPythonLiteral } from '../values/to-python-literal';
import type { JsonValue } from '../../../src/lib/json';
import type { Call, CallbackDefinition, Context } from '../../../src/trace/types';
import { CALL_DETAIL_TEXTS, COMMON_TEXTS } from '../../../src/words/panel';
import { formatSize } from '../../ui/format';
import { Term } from '../../ui/Term';
import { useCuts } from './use-cuts';
import { Tree } from '../values/ValueDetail';
import { contextPreview } from './context-preview';

const FIELDS = [
  'triggered',
  'triggered_id',
  'triggered_prop_ids',
  'inputs',
  'states',
  'inputs_list',
  'states_list',
  'outputs_list',
] as const;

/** `dash.ctx`, field by field, under the names it has in Python. */
export function ContextSection({
  call,
  definition,
  app,
}: {
  readonly call: Call;
  readonly definition: CallbackDefinition | null;
  readonly app: string;
}) {
  const context = contextOf(call, definition ?? undefined);
  return (
    <section className="context" aria-label="Context">
      <h3 className="section-title">
        <Term name="context">dash.ctx</Term>
      </h3>
      {context === null ? (
        <p className="ui-dim">{whyNone(call)}</p>
      ) : (
        <>
          {FIELDS.map((field) => (
            <Field key={field} field={field} context={context} app={app} />
          ))}
          <div className="context-field">
            <span className="context-name ui-mono">
              <Term name="args_grouping">args_grouping</Term>
            </span>
            {context.args_grouping === null ? <span className="ui-dim">{CALL_DETAIL_TEXTS.notOnWire}</span> : null}
          </div>
          {context.args_grouping === null ? null : (
            <FieldTree key={`args ${app}`} value={context.args_grouping} label="args_grouping" app={app} />
          )}
          {context.outputs_grouping === undefined ? null : (
            <>
              <div className="context-field">
                <span className="context-name ui-mono">outputs_grouping</span>
              </div>
              <FieldTree key={`outputs ${app}`} value={context.outputs_grouping} label="outputs_grouping" app={app} />
            </>
          )}
        </>
      )}
    </section>
  );
}

function whyNone({ phases, request }: Call): string {
  if (phases.sent === undefined) return CALL_DETAIL_TEXTS.contextNotSent;
  return request?.json === undefined ? CALL_DETAIL_TEXTS.contextNotArrived : CALL_DETAIL_TEXTS.contextLost;
}

function Field({
  field,
  context,
  app,
}: {
  readonly field: (typeof FIELDS)[number];
  readonly context: Context;
  readonly app: string;
}) {
  const [open, setOpen] = useState(false);
  const value = context[field] as JsonValue;
  const isTree = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  const preview = isTree ? contextPreview(field, value) : toPythonLiteral(value);
  if (!isTree) {
    return (
      <div className="context-field" data-field={field}>
        <span className="context-name ui-mono">{field}</span>
        <code>{preview}</code>
      </div>
    );
  }
  return (
    <details className="context-details" data-field={field} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="context-field">
        <span className="context-name ui-mono">{field}</span>
        {open ? <span /> : <code>{preview}</code>}
      </summary>
      {open ? <FieldTree key={app} value={value} label={field} app={app} /> : null}
    </details>
  );
}

/** A field as a tree; what was cut out of it comes with one press. */
function FieldTree({ value, label, app }: { readonly value: JsonValue; readonly label: string; readonly app: string }) {
  const { shown, left, isLoading, load } = useCuts(app, value);
  return (
    <>
      <Tree value={shown} label={label} />
      {left.count > 0 ? (
        <div className="value-load context-load">
          <button type="button" className="ui-button" disabled={isLoading} onClick={load}>
            {isLoading
              ? 'Loading…'
              : `Load ${left.count === 1 ? COMMON_TEXTS.wholeValue : `${left.count} whole values`}${left.bytes > 0 ? ` (${formatSize(left.bytes)})` : ''}`}
          </button>
        </div>
      ) : null}
    </>
  );
}
