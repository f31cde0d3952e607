import type { CallbackDefinition } from '../../../src/trace/types';
import { usePanel, usePanelStore } from '../../store/panel-context';

const DISMISSED = 'companion.hint';

/** How to get function names and files, once and quietly; not for what runs in the page. */
export function CompanionHint({ definition }: { readonly definition: CallbackDefinition | null }) {
  const store = usePanelStore();
  const dismissed = usePanel((state) => state.readPreference(DISMISSED) === 'dismissed');
  if (dismissed || definition === null || definition.kind === 'clientside') return null;
  return (
    <p className="head-hint ui-dim">
      Only the server knows its Python name and file. The companion package reports them in debug mode:{' '}
      <code>pip install ./companion</code> in a checkout of this extension’s source.{' '}
      <button type="button" className="ui-link" onClick={() => store.getState().setPreference(DISMISSED, 'dismissed')}>
        Do not show again
      </button>
    </p>
  );
}
