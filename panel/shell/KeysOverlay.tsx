import { useEffect, useRef } from 'react';
import { SHELL_TEXTS } from '../../src/words/panel';
import { VIEWS } from '../store/views';
import { Icon } from '../ui/marks/Icon';

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['/'], 'Search'],
  [['1', '…', String(VIEWS.length)], VIEWS.map(({ title }) => title).join(', ')],
  [['↑', '↓'], SHELL_TEXTS.keyWalk],
  [['←', '→'], SHELL_TEXTS.keyEdges],
  [['Enter'], SHELL_TEXTS.keyOpen],
  [['Esc'], SHELL_TEXTS.keyClose],
  [['[', ']'], SHELL_TEXTS.keyNeighbours],
  [['f'], SHELL_TEXTS.keyFocus],
  [['Space'], SHELL_TEXTS.keyPause],
  [['?'], SHELL_TEXTS.keyHelp],
];

/** All keys of the panel on one sheet. */
export function KeysOverlay({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    // The native dialog keeps the focus inside and gives it back.
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // A click on the backdrop reaches the dialog itself; keys have Escape and the close button.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="shell-keys"
      aria-label="Keys"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === '?') onClose();
      }}
    >
      <div className="shell-keys-sheet">
        <header>
          <h2>Keys</h2>
          <button type="button" className="ui-button" data-kind="quiet" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <dl>
          {KEYS.map(([keys, what]) => (
            <div key={what}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </div>
    </dialog>
  );
}
