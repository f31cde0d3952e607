import { useState, type ReactNode } from 'react';
import { fileText, keptText, PAUSED } from '../../src/words/status';
import { SHELL_TEXTS } from '../../src/words/panel';
import { selectApp, selectModel, selectNotices, selectPaused, selectStatus } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import type { Notice } from '../store/panel-state';
import { Icon } from '../ui/marks/Icon';
import './states.css';

/** Sentences above the views: what was lost, what failed, why nothing new arrives. */
export function Notices() {
  const store = usePanelStore();
  const notices = usePanel(selectNotices);
  const app = usePanel(selectApp);
  const status = usePanel(selectStatus);
  const kept = app !== null && app.file === undefined ? keptText(status) : null;
  const paused = usePanel(selectPaused);
  const dropped = usePanel((state) => selectModel(state)?.dropped ?? 0);
  // Hidden until more is lost: the count on screen was read.
  const [seen, setSeen] = useState(0);
  return (
    <div className="states-notices" role="log" aria-label="Notices">
      {app?.file === undefined ? null : (
        <Line level="note" text={fileText(app.file, app.url, app.model)}>
          <button type="button" className="ui-button" onClick={() => store.getState().removeApp(app.id)}>
            {SHELL_TEXTS.closeFile}
          </button>
        </Line>
      )}
      {kept ? <Line level="note" text={kept} /> : null}
      {paused && app !== null && app.file === undefined ? <Line level="note" text={PAUSED} /> : null}
      {dropped > seen ? (
        <Line level="warning" text={SHELL_TEXTS.eventsDropped(dropped)} onDismiss={() => setSeen(dropped)} />
      ) : null}
      {notices.map(({ id, level, text }) => (
        <Line key={id} level={level} text={text} onDismiss={() => store.getState().dismissNotice(id)} />
      ))}
    </div>
  );
}

function Line(props: {
  readonly level: Notice['level'];
  readonly text: string;
  readonly onDismiss?: () => void;
  readonly children?: ReactNode;
}) {
  const { level, text, onDismiss, children } = props;
  return (
    <div className="states-notice" data-level={level}>
      <Icon name={level === 'note' ? 'note' : 'warning'} />
      <span>{text}</span>
      {children}
      {onDismiss ? (
        <button
          type="button"
          className="ui-button"
          data-kind="quiet"
          aria-label={SHELL_TEXTS.dismiss}
          onClick={onDismiss}
        >
          <Icon name="close" />
        </button>
      ) : null}
    </div>
  );
}
