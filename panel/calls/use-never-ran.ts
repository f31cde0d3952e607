import { useMemo } from 'react';
import { usePanel, usePanelStore } from '../store/panel-context';

const KEY = 'calls:never-ran';

/** Whether routine requests that never ran are listed too; remembered. */
export function useNeverRan(): { readonly all: boolean; readonly setAll: (all: boolean) => void } {
  const store = usePanelStore();
  const remembered = useMemo(() => store.getState().readPreference(KEY), [store]);
  const chosen = usePanel((state) => state.preferences[KEY]);
  return { all: (chosen ?? remembered) === true, setAll: (all) => store.getState().setPreference(KEY, all) };
}
