import { Fragment, type ReactNode } from 'react';

const TAIL = 7;
/** A property longer than this is cut like everything else. */
const LONGEST_PROPERTY = 16;

/**
 * A text that is cut in the middle when there is no room, because ids differ at both ends: before the property where
 * there is one. Whole on hover and on copy.
 */
export function MiddleText({ text, title = text }: { readonly text: string; readonly title?: string }) {
  const dot = text.lastIndexOf('.');
  const cut =
    dot > 0 && text.length - dot <= LONGEST_PROPERTY ? dot : text.length > 2 * TAIL ? text.length - TAIL : text.length;
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
