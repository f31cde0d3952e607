import type { CallId } from '../../src/trace/types';
import { COMMON_TEXTS } from '../../src/words/panel';
import { selectCallbackName } from '../selectors/callback-names';
import { selectCall } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';

/** A call by the name of its callback and its number. */
export function CallLink({ id }: { readonly id: CallId }) {
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, id));
  const name = usePanel((state) => selectCallbackName(state, call?.callback ?? null));
  if (call === null)
    return (
      <span>
        call {id}
        {COMMON_TEXTS.noLongerRecorded}
      </span>
    );
  return (
    <button
      type="button"
      className="ui-link job-call"
      title={`Call ${id} of ${call.callback}`}
      onClick={() => store.getState().selectCall(id, true)}
    >
      {name} ({id})
    </button>
  );
}
