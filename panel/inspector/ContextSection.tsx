import { useState } from 'react';
import { contextOf } from '../../src/trace/context';
import { toPythonLiteral } from './to-python-literal';
import type { JsonValue } from '../../src/lib/json';
import type { Call, CallbackDefinition, Context } from '../../src/trace/types';
import { Term } from '../ui/Term';
import { Tree } from './ValueDetail';
import { contextPreview } from './context-preview';

const FIELDS = ['triggered', 'triggered_id', 'triggered_prop_ids', 'inputs', 'states', 'inputs_list', 'states_list', 'outputs_list'] as const;

/** `dash.ctx`, field by field, under the names it has in Python. */
export function ContextSection({ call, definition }: { readonly call: Call; readonly definition: CallbackDefinition | null }) {
  const context = contextOf(call, definition ?? undefined);
  return (
    <section className="context" aria-label="Context">
      <h3 className="section-title">
        <Term name="context">dash.ctx</Term>
      </h3>
      {context === null ? (
        <p className="ui-dim">{call.phases.sent === undefined ? 'The call was not sent, so there is no context.' : 'Not known yet: the request is still on its way from the page.'}</p>
      ) : (
        <>
          {FIELDS.map((field) => (
            <Field key={field} field={field} context={context} />
          ))}
          <div className="context-field">
            <span className="context-name ui-mono">
              <Term name="args_grouping">args_grouping</Term>
            </span>
            {context.args_grouping === null ? <span className="ui-dim">not on the wire</span> : <Tree value={context.args_grouping} label="args_grouping" />}
          </div>
        </>
      )}
    </section>
  );
}

function Field({ field, context }: { readonly field: (typeof FIELDS)[number]; readonly context: Context }) {
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
      {open ? <Tree value={value} label={field} /> : null}
    </details>
  );
}
