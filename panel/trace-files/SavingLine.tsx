import { formatNumber } from '../ui/format';
import { Icon } from '../ui/marks/Icon';
import type { TraceFiles } from './use-trace-files';

/** How far the saving is, and the way out of it. */
export function SavingLine({ files }: { readonly files: TraceFiles }) {
  const { saving, cancel } = files;
  if (saving === null) return null;
  const { done, of } = saving;
  return (
    <div className="trace-saving">
      <Icon name="save" />
      <span role="status">
        {of === null
          ? 'Saving the trace: waiting for the page'
          : `Saving the trace: ${formatNumber(done)} of ${formatNumber(of)} large values fetched from the page`}
      </span>
      <progress aria-label="Saving the trace" {...(of === null ? {} : { value: done, max: Math.max(1, of) })} />
      <button type="button" className="ui-button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
