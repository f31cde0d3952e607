import type { CallbackKey } from '../../../src/trace/types';
import { selectCallbackName } from '../../selectors/callback-names';
import { selectModel } from '../../selectors/current-app';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { IdText } from '../../ui/values/IdText';
import { KindMark } from '../../ui/marks/KindMark';

/**
 * Callbacks that do one thing with a property; each is a link. Renders nothing if there are none and there is no text
 * for that.
 */
export function Users({
  title,
  keys,
  none,
}: {
  readonly title: string;
  readonly keys: readonly CallbackKey[];
  readonly none: string;
}) {
  if (keys.length === 0 && none === '') return null;
  return (
    <section className="call-list">
      <h3 className="section-title">{title}</h3>
      {keys.length === 0 ? <p className="ui-dim">{none}</p> : null}
      <ul>
        {keys.map((key) => (
          <User key={key} callback={key} />
        ))}
      </ul>
    </section>
  );
}

function User({ callback }: { readonly callback: CallbackKey }) {
  const store = usePanelStore();
  const name = usePanel((state) => selectCallbackName(state, callback));
  const kind = usePanel((state) => selectModel(state)?.callbacks.get(callback)?.kind);
  return (
    <li>
      <button type="button" className="call-line" onClick={() => store.getState().selectCallback(callback, true)}>
        <span className="prop-user">
          <KindMark kind={kind ?? 'server'} />
          <IdText text={name} whole={callback} />
        </span>
      </button>
    </li>
  );
}
