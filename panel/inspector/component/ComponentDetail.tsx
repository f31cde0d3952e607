import { useMemo } from 'react';
import { parseId, splitPropId } from '../../../src/dash/component-id';
import { prettyId } from '../../../src/dash/pretty';
import type { PropId } from '../../../src/trace/types';
import { COMMON_TEXTS, INSPECTOR_TEXTS } from '../../../src/words/panel';
import { selectModel } from '../../selectors/current-app';
import { propsOfComponent, propUsers } from '../../selectors/prop-users';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { formatCount } from '../../ui/format';
import { IdText } from '../../ui/values/IdText';
import { Users } from './Users';

/**
 * A component of the page: each of its properties that callbacks use, with the callbacks that write it, are triggered
 * by it and read it.
 */
export function ComponentDetail({ component }: { readonly component: string }) {
  const callbacks = usePanel((state) => selectModel(state)?.callbacks);
  const props = useMemo(() => (callbacks ? propsOfComponent(callbacks, component) : []), [callbacks, component]);
  return (
    <article className="prop" aria-label={`Component ${component}`}>
      <header className="head">
        <h2 className="head-title">
          <IdText text={prettyId(parseId(component))} whole={component} />
        </h2>
        <div className="head-line">
          <span className="head-facts">
            <span>component</span>
            <span>
              {props.length === 0 ? INSPECTOR_TEXTS.unusedComponent : INSPECTOR_TEXTS.usedProps(props.length)}
            </span>
          </span>
        </div>
      </header>
      {props.length === 0 ? <p className="ui-dim">{INSPECTOR_TEXTS.unusedComponentHelp}</p> : null}
      {props.map((prop) => (
        <Property key={prop} prop={prop} />
      ))}
    </article>
  );
}

function Property({ prop }: { readonly prop: PropId }) {
  const store = usePanelStore();
  const callbacks = usePanel((state) => selectModel(state)?.callbacks);
  const changes = usePanel((state) => selectModel(state)?.props.get(prop)?.changes ?? 0);
  const users = useMemo(() => (callbacks ? propUsers(callbacks, prop) : null), [callbacks, prop]);
  return (
    <section className="component-prop" aria-label={prop}>
      <h3 className="section-title">
        <button
          type="button"
          className="props-name"
          title={COMMON_TEXTS.showHistory(prop)}
          onClick={() => store.getState().selectProp(prop, true)}
        >
          {splitPropId(prop).property}
        </button>{' '}
        <span className="ui-dim">changed {formatCount(changes, 'time')}</span>
      </h3>
      {users ? (
        <>
          <Users title="Written by" keys={users.writers} none="" />
          <Users title="Triggers" keys={users.triggers} none="" />
          <Users title={INSPECTOR_TEXTS.readAsState} keys={users.readers} none="" />
        </>
      ) : null}
    </section>
  );
}
