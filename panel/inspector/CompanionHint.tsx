import type { CallbackDefinition } from '../../src/trace/types';
import { usePanel, usePanelStore } from '../store/panel-context';

const DISMISSED = 'companion.hint';

/** How to get function names and files, once and quietly; not for what runs in the page. */
export function CompanionHint({ definition }: { readonly definition: CallbackDefinition | null }) {
  const store = usePanelStore();
  const dismissed = usePanel((state) => state.readPreference(DISMISSED) === 'dismissed');
  if (dismissed || definition === null || definition.kind === 'clientside') return null;
  return (
    <p className="head-hint ui-dim">
      Its Python name and file are known to the server only: <code>pip install dash-callback-devtools</code> tells them in debug mode.{' '}
      <button type="button" className="ui-link" onClick={() => store.getState().setPreference(DISMISSED, 'dismissed')}>
        Do not show again
      </button>
    </p>
  );
}
