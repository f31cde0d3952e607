import { CALLS_TEXTS } from '../../src/words/panel';
import { selectFilters } from '../selectors/current-app';
import { QUERY_TERMS } from '../search/query-terms';
import { forgetFilter, saveFilter, selectSavedFilters } from '../search/saved-filters';
import { usePanel, usePanelStore } from '../store/panel-context';
import { TextParts } from '../text/TextParts';
import { Icon } from '../ui/marks/Icon';
import { Popover } from '../ui/Popover';
import { useDisclosure } from '../ui/use-disclosure';

/** Saves the text of the search field, restores it, and explains its syntax. */
export function SavedFilters() {
  const store = usePanelStore();
  const { text } = usePanel(selectFilters);
  const saved = usePanel(selectSavedFilters);
  const { open, button, toggle, close } = useDisclosure();
  const query = text.trim();
  const use = (kept: string): void => {
    store.getState().setFilters({ text: kept });
    close();
  };
  return (
    <>
      <button ref={button} type="button" className="ui-button" aria-expanded={open} onClick={toggle}>
        Saved
        <Icon name="down" />
      </button>
      {open ? (
        <Popover anchor={button} label="Saved filters" onClose={close}>
          <div className="saved">
            {saved.length === 0 ? <p className="ui-dim">{CALLS_TEXTS.noSavedFilters}</p> : null}
            <ul>
              {saved.map((kept) => (
                <li key={kept}>
                  <button type="button" className="ui-link ui-mono saved-text" onClick={() => use(kept)}>
                    {kept}
                  </button>
                  <button
                    type="button"
                    className="ui-button"
                    data-kind="quiet"
                    aria-label={`Delete ${kept}`}
                    title="Delete"
                    onClick={() => forgetFilter(store, kept)}
                  >
                    <Icon name="close" />
                  </button>
                </li>
              ))}
            </ul>
            {query === '' || saved.includes(query) ? null : (
              <button type="button" className="ui-button" onClick={() => saveFilter(store, query)}>
                Save “{query}”
              </button>
            )}
            <dl className="saved-terms">
              {QUERY_TERMS.map(({ name, means }) => (
                <div key={name}>
                  <dt className="ui-mono">{name}:</dt>
                  <dd>{means}</dd>
                </div>
              ))}
            </dl>
            <p className="ui-dim">
              <TextParts parts={CALLS_TEXTS.querySyntax} />
            </p>
          </div>
        </Popover>
      ) : null}
    </>
  );
}
