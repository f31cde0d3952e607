import type { CallbackDefinition } from '../../../src/trace/types';
import { COMMON_TEXTS, INSPECTOR_TEXTS } from '../../../src/words/panel';
import { usePanelStore } from '../../store/panel-context';
import { IdText } from '../../ui/values/IdText';
import { Term } from '../../ui/Term';
import { valuePreview } from '../../ui/values/value-preview';
import { toRunningRows } from './to-running-rows';

/** What `running=` writes while a call of the callback runs, and after it. */
export function RunningSection({ running }: { readonly running: NonNullable<CallbackDefinition['running']> }) {
  const store = usePanelStore();
  const rows = toRunningRows(running);
  if (rows.length === 0) return null;
  return (
    <table className="running">
      <thead>
        <tr>
          <th scope="col">
            <Term name="running">running</Term>
          </th>
          <th scope="col">{INSPECTOR_TEXTS.whileRunning}</th>
          <th scope="col">after</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ prop, name, on, off }) => (
          <tr key={prop}>
            <th scope="row">
              <button
                type="button"
                className="props-name"
                title={COMMON_TEXTS.showUsers(prop)}
                onClick={() => store.getState().selectProp(prop, true)}
              >
                <IdText text={name} whole={prop} />
              </button>
            </th>
            <td className="ui-mono">{on === undefined ? '–' : valuePreview(on)}</td>
            <td className="ui-mono">{off === undefined ? '–' : valuePreview(off)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
