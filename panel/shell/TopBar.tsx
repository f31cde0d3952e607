import { useMemo, type RefObject } from 'react';
import { SEARCH_TEXTS, SHELL_TEXTS } from '../../src/words/panel';
import { completeQuery, completionLabel } from '../search/complete-query';
import { selectApp, selectApps, selectFilters, selectModel, selectPaused } from '../selectors/current-app';
import { selectSavedFilters } from '../search/saved-filters';
import { usePanel, usePanelSource, usePanelStore } from '../store/panel-context';
import { TraceButtons } from '../trace-files/TraceButtons';
import type { TraceFiles } from '../trace-files/use-trace-files';
import { formatCount } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import { PickButton } from './PickButton';
import { Tabs } from './Tabs';
import { togglePaused } from './use-shortcuts';

/** Recording, views, connection and search: always visible. */
export function TopBar(props: {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onKeys: () => void;
  readonly hasApp: boolean;
  readonly isNarrow: boolean;
  readonly isTight: boolean;
  readonly files: TraceFiles;
}) {
  const { search, onKeys, hasApp, isNarrow, isTight, files } = props;
  return (
    <header className="shell-bar">
      <div className="shell-bar-main">
        {hasApp ? (
          <>
            <RecordButton />
            <PickButton />
            <Tabs />
          </>
        ) : (
          <span className="shell-name">{SHELL_TEXTS.product}</span>
        )}
      </div>
      <div className="shell-bar-rest">
        {hasApp ? (
          <>
            <AppPicker />
            <Pill />
            <SearchField input={search} placeholder={isNarrow ? 'Search' : 'Search, or outcome:error duration:>200'} />
          </>
        ) : null}
      </div>
      <div className="shell-bar-tools">
        <TraceButtons files={files} canSave={hasApp} isTight={hasApp && isTight} />
        {hasApp ? <ClearButton /> : null}
        <ReloadButton />
        <button
          type="button"
          className="ui-button"
          data-kind="quiet"
          aria-label="All keys"
          title="All keys  ?"
          onClick={onKeys}
        >
          <span className="shell-question" aria-hidden="true">
            ?
          </span>
        </button>
      </div>
    </header>
  );
}

function RecordButton() {
  const store = usePanelStore();
  const source = usePanelSource();
  const paused = usePanel(selectPaused);
  const label = paused ? 'Resume recording' : 'Pause recording';
  return (
    <button
      type="button"
      className="ui-button shell-record"
      data-kind="quiet"
      data-paused={paused || undefined}
      aria-label={label}
      title={`${label}  Space`}
      onClick={() => togglePaused(store, source)}
    >
      <span aria-hidden="true" />
    </button>
  );
}

function ClearButton() {
  const source = usePanelSource();
  const store = usePanelStore();
  const isFile = usePanel((state) => selectApp(state)?.file !== undefined);
  if (isFile) return null;
  return (
    <button
      type="button"
      className="ui-button"
      data-kind="quiet"
      aria-label={SHELL_TEXTS.clear}
      title={SHELL_TEXTS.clear}
      onClick={() => {
        const { appId } = store.getState();
        if (appId !== null) source.clear(appId);
      }}
    >
      <Icon name="clear" />
    </button>
  );
}

function ReloadButton() {
  const source = usePanelSource();
  return (
    <button
      type="button"
      className="ui-button"
      data-kind="quiet"
      aria-label={SHELL_TEXTS.reload}
      title={SHELL_TEXTS.reload}
      onClick={() => source.reloadPage()}
    >
      <Icon name="reload" />
    </button>
  );
}

function AppPicker() {
  const store = usePanelStore();
  const apps = usePanel(selectApps);
  const current = usePanel((state) => state.appId);
  if (apps.length < 2) return null;
  return (
    <select
      className="shell-select"
      aria-label="App"
      value={current ?? ''}
      onChange={(event) => store.getState().chooseApp(event.target.value)}
    >
      {apps.map(({ id, label, connected, file }) => (
        <option key={id} value={id}>
          {connected || file !== undefined ? label : SHELL_TEXTS.beforeReload(label)}
        </option>
      ))}
    </select>
  );
}

function Pill() {
  const app = usePanel(selectApp);
  const model = usePanel(selectModel);
  if (!app || !model) return null;
  const version = model.app.dashVersion ? `Dash ${model.app.dashVersion}` : 'Dash';
  const text = `${version} · ${formatCount(model.callbacks.size, 'callback')} · ${formatCount(model.callIds.length, 'call')}`;
  return (
    <span className="ui-pill" title={`${app.label} at ${app.url}\n${text}`}>
      {text}
    </span>
  );
}

function SearchField({
  input,
  placeholder,
}: {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly placeholder: string;
}) {
  const store = usePanelStore();
  const { text } = usePanel(selectFilters);
  const saved = usePanel(selectSavedFilters);
  // With each text, not with each revision: a list that changes while it is being read is useless.
  const completions = useMemo(() => completeQuery(text, selectModel(store.getState()), saved), [text, saved, store]);
  return (
    <div className="shell-search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label="Search"
        placeholder={placeholder}
        title={SEARCH_TEXTS.fieldTitle}
        list="search-completions"
        spellCheck={false}
        value={text}
        onChange={(event) => store.getState().setFilters({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          store.getState().setFilters({ text: '' });
          event.currentTarget.blur();
        }}
      />
      <datalist id="search-completions">
        {completions.map((completion) => (
          <option key={completion} value={completion} label={completionLabel(completion, text)} />
        ))}
      </datalist>
    </div>
  );
}
