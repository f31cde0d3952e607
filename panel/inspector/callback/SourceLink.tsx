import type { CallbackDefinition } from '../../../src/trace/types';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { CopyButton } from '../../ui/CopyButton';
import { EDITOR_NAMES, EDITORS, editorLink, mappedFile } from './editor-link';

const EDITOR = 'editor';
const MAPPING = 'editor.mapping';

/** Where a callback is written: opened in the editor of one's choice, or copied. */
export function SourceLink({ source }: { readonly source: NonNullable<CallbackDefinition['source']> }) {
  const store = usePanelStore();
  const chosen = usePanel((state) => state.readPreference(EDITOR));
  const kept = usePanel((state) => state.readPreference(MAPPING));
  const editor = EDITORS.find((each) => each === chosen) ?? 'vscode';
  const mapping = typeof kept === 'string' ? kept : '';
  const link = editorLink(editor, source, mapping);
  const place = `${mappedFile(source, mapping)}:${source.line}`;
  return (
    <details className="source-link">
      <summary className="ui-mono" title={place}>
        {source.file.split(/[/\\]/).slice(-2).join('/')}:{source.line}
      </summary>
      <div className="source-link-body">
        {link === null ? (
          <span>{INSPECTOR_TEXTS.pathNotOpened}</span>
        ) : (
          <a className="ui-button" href={link} target="_blank" rel="noreferrer">
            Open in {EDITOR_NAMES[editor]}
          </a>
        )}
        <CopyButton label="Copy path:line" text={() => place} />
        <label>
          Editor{' '}
          <select value={editor} onChange={(event) => store.getState().setPreference(EDITOR, event.target.value)}>
            {EDITORS.map((each) => (
              <option key={each} value={each}>
                {EDITOR_NAMES[each]}
              </option>
            ))}
          </select>
        </label>
        <label title={INSPECTOR_TEXTS.pathMapping}>
          Paths{' '}
          <input
            placeholder="/app=/home/me/project"
            spellCheck={false}
            value={mapping}
            onChange={(event) => store.getState().setPreference(MAPPING, event.target.value)}
          />
        </label>
      </div>
    </details>
  );
}
