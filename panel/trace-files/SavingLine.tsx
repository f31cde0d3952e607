import { TRACE_FILE_TEXTS } from '../../src/words/panel';
import { Icon } from '../ui/marks/Icon';
import type { TraceFiles } from './use-trace-files';

/** The progress of saving, and a button to cancel it. */
export function SavingLine({ files }: { readonly files: TraceFiles }) {
  const { saving, cancel } = files;
  if (saving === null) return null;
  const { done, of } = saving;
  return (
    <div className="trace-saving">
      <Icon name="save" />
      <span role="status">{of === null ? TRACE_FILE_TEXTS.savingWaits : TRACE_FILE_TEXTS.saving(done, of)}</span>
      <progress
        aria-label={TRACE_FILE_TEXTS.savingLabel}
        {...(of === null ? {} : { value: done, max: Math.max(1, of) })}
      />
      <button type="button" className="ui-button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
