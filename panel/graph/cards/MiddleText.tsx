import { Fragment, type ReactNode } from 'react';
import { usualCut } from '../shown/distinct-labels';

/** A text that is cut in the middle when there is no room. Whole on hover. */
export function MiddleText({ text, title = text }: { readonly text: string; readonly title?: string }) {
  const cut = usualCut(text);
  return (
    <span className="graph-middle" title={title}>
      <span>{breakable(text.slice(0, cut))}</span>
      {cut < text.length ? <span>{breakable(text.slice(cut))}</span> : null}
    </span>
  );
}

/** Where the text may wrap (only from afar, see graph.css), it does so after a joint of the name. */
function breakable(text: string): ReactNode {
  return text.split(/(?<=[_.\]-])/).map((piece, index) => (
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {piece}
    </Fragment>
  ));
}
