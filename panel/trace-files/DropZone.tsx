import { useEffect, useRef, useState } from 'react';
import { TRACE_FILE_TEXTS } from '../../src/words/panel';
import { Icon } from '../ui/marks/Icon';
import type { TraceFiles } from './use-trace-files';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped anywhere on the panel; without it the browser would leave the panel and show the file. */
export function DropZone({ open }: { readonly open: TraceFiles['open'] }) {
  const [isOver, setOver] = useState(false);
  // Entering a child fires before leaving its parent, so the pointer is out only when as many were left as entered.
  const depth = useRef(0);
  useEffect(() => {
    const onDrag = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.type === 'dragover') return;
      depth.current =
        event.type === 'dragenter' ? depth.current + 1 : event.type === 'drop' ? 0 : Math.max(0, depth.current - 1);
      setOver(depth.current > 0);
      if (event.type === 'drop') open([...(event.dataTransfer?.files ?? [])]);
    };
    const types = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const type of types) document.addEventListener(type, onDrag);
    return () => {
      for (const type of types) document.removeEventListener(type, onDrag);
    };
  }, [open]);
  return isOver ? (
    <div className="trace-drop" aria-hidden="true">
      <p>
        <Icon name="open" />
        {TRACE_FILE_TEXTS.drop}
      </p>
    </div>
  ) : null;
}
