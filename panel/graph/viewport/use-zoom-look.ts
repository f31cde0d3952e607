import { useStore } from '@xyflow/react';
import type { CSSProperties } from 'react';
import { isLow } from './fit-viewport';
import { groupLabelSize, markSize, zoomLevel } from './zoom-level';

/** How the graph looks at the current zoom and size: attributes for its root, which the styles go by (`afar.css`). */
export function useZoomLook() {
  const level = useStore((state) => zoomLevel(state.transform[2]));
  const label = useStore((state) => groupLabelSize(state.transform[2]));
  const mark = useStore((state) => markSize(state.transform[2]));
  const low = useStore(isLow);
  return {
    low,
    attributes: {
      'data-far': level !== 'near',
      'data-blocks': level === 'blocks',
      style:
        level === 'blocks' ? ({ '--group-label': `${label}px`, '--mark': `${mark}px` } as CSSProperties) : undefined,
      'data-low': low,
    },
  };
}
