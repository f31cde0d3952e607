import { useEffect, useState } from 'react';
import { SHELL_TEXTS } from '../../src/words/panel';
import { selectApp } from '../selectors/current-app';
import { usePanel, usePanelSource, usePanelStore } from '../store/panel-context';
import { Icon } from '../ui/marks/Icon';

/** From something on the page to the callbacks that read and write it, as DevTools leads from there to its HTML. */
export function PickButton() {
  const store = usePanelStore();
  const source = usePanelSource();
  const canPick = usePanel((state) => selectApp(state)?.connected === true);
  const [picking, setPicking] = useState(false);
  useEffect(() => {
    if (!picking) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      source.stopPicking();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [picking, source]);
  if (!canPick) return null;

  const pick = async (): Promise<void> => {
    setPicking(true);
    const picked = await source.pickComponent();
    setPicking(false);
    if (picked === null) return;
    const state = store.getState();
    if (state.apps.some(({ id }) => id === picked.app)) state.chooseApp(picked.app);
    state.selectComponent(picked.component, true);
  };
  return (
    <button
      type="button"
      className="ui-button shell-pick"
      data-kind="quiet"
      aria-label={SHELL_TEXTS.pick}
      aria-pressed={picking}
      title={picking ? SHELL_TEXTS.picking : SHELL_TEXTS.pickTitle}
      onClick={() => (picking ? source.stopPicking() : void pick())}
    >
      <Icon name="pick" />
      <span role="status" className="ui-visually-hidden">
        {picking ? SHELL_TEXTS.pickingStatus : ''}
      </span>
    </button>
  );
}
