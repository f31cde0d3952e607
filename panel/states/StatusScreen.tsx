import { useState } from 'react';
import { describeFailure } from '../../src/words/failures';
import { STARTING, statusText } from '../../src/words/status';
import { SHELL_TEXTS } from '../../src/words/panel';
import { selectStatus } from '../selectors/current-app';
import { usePanel, usePanelSource } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { Icon } from '../ui/marks/Icon';
import './states.css';

/** Fills the panel while there is no app to show: the reason, and what to do. */
export function StatusScreen() {
  const status = usePanel(selectStatus);
  const source = usePanelSource();
  const shown = statusText(status) ?? STARTING;
  return (
    <div className="states-screen" role="status" data-status={status.type}>
      <EmptyState
        title={shown.title}
        actions={
          shown.action === 'enable' ? (
            <EnableButton />
          ) : shown.action === 'reload' ? (
            <button type="button" className="ui-button" onClick={() => source.reloadPage()}>
              <Icon name="reload" />
              {SHELL_TEXTS.reload}
            </button>
          ) : null
        }
      >
        <p>{shown.text}</p>
      </EmptyState>
    </div>
  );
}

/** The browser asks for the permission only while the click is recent, so nothing comes before the request. */
function EnableButton() {
  const source = usePanelSource();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enable = () => {
    setBusy(true);
    setFailure(null);
    void source.enableSite().then(({ ok, reason }) => {
      setBusy(false);
      if (!ok) setFailure(describeFailure(reason ?? { code: 'permission_denied', params: {} }));
    });
  };
  return (
    <>
      <button type="button" className="ui-button" data-kind="primary" disabled={busy} onClick={enable}>
        {SHELL_TEXTS.enable}
      </button>
      {failure ? (
        <p role="alert" className="states-failure">
          {failure}
        </p>
      ) : null}
    </>
  );
}
