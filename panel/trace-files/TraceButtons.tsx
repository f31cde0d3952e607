import { useRef, type ChangeEvent } from 'react';
import { TRACE_FILE_TEXTS } from '../../src/words/panel';
import { Icon } from '../ui/marks/Icon';
import { Popover } from '../ui/Popover';
import type { TraceFiles } from './use-trace-files';
import { useDisclosure } from '../ui/use-disclosure';

/** Save and open: two buttons with names if there is room, else a small menu. */
export function TraceButtons({
  files,
  canSave,
  isTight,
}: {
  readonly files: TraceFiles;
  readonly canSave: boolean;
  readonly isTight: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    files.open([...(event.target.files ?? [])]);
    // The same file, chosen again after it was repaired, is a change as well.
    event.target.value = '';
  };
  const choose = () => input.current?.click();
  return (
    <>
      {isTight ? (
        <MoreMenu files={files} canSave={canSave} choose={choose} />
      ) : (
        <Buttons kind="quiet" files={files} canSave={canSave} choose={choose} />
      )}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label="Trace file"
        onChange={onChange}
      />
    </>
  );
}

interface ButtonsProps {
  readonly files: TraceFiles;
  readonly canSave: boolean;
  readonly choose: () => void;
}

function Buttons({
  files,
  canSave,
  choose,
  kind,
  onDone,
}: ButtonsProps & { readonly kind: 'quiet' | 'menu'; readonly onDone?: () => void }) {
  const after = (act: () => void) => () => {
    act();
    onDone?.();
  };
  return (
    <>
      {canSave ? (
        <button
          type="button"
          className="ui-button"
          data-kind={kind}
          disabled={files.saving !== null}
          title={TRACE_FILE_TEXTS.saveTitle}
          onClick={after(files.save)}
        >
          <Icon name="save" />
          Save trace
        </button>
      ) : null}
      <button
        type="button"
        className="ui-button"
        data-kind={kind}
        title={TRACE_FILE_TEXTS.openTitle}
        onClick={after(choose)}
      >
        <Icon name="open" />
        Open trace
      </button>
    </>
  );
}

function MoreMenu(props: ButtonsProps) {
  const { open: isOpen, button, toggle, close } = useDisclosure();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="ui-button"
        data-kind="quiet"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label="More"
        title={TRACE_FILE_TEXTS.menuTitle}
        onClick={toggle}
      >
        <Icon name="more" />
      </button>
      {isOpen ? (
        <Popover anchor={button} label="More" onClose={close}>
          <div className="trace-menu">
            <Buttons {...props} kind="menu" onDone={close} />
          </div>
        </Popover>
      ) : null}
    </>
  );
}
