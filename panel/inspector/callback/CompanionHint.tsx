import type { CallbackDefinition } from '../../../src/trace/types';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { usePanel, usePanelStore } from '../../store/panel-context';

const DISMISSED = 'companion.hint';

/** How to get function names and files, once and quietly; not for what runs in the page. */
export function CompanionHint({ definition }: { readonly definition: CallbackDefinition | null }) {
  const store = usePanelStore();
  const dismissed = usePanel((state) => state.readPreference(DISMISSED) === 'dismissed');
  if (dismissed || definition === null || definition.kind === 'clientside') return null;
  return (
    <p className="head-hint ui-dim">
      {INSPECTOR_TEXTS.companionHint} <code>pip install ./companion</code> {INSPECTOR_TEXTS.companionWhere}{' '}
      <button type="button" className="ui-link" onClick={() => store.getState().setPreference(DISMISSED, 'dismissed')}>
        {INSPECTOR_TEXTS.hideHint}
      </button>
    </p>
  );
}
