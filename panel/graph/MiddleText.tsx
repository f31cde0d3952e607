const TAIL = 7;

/** A text that is cut in the middle when there is no room, because ids differ at both ends. Whole on hover and on copy. */
export function MiddleText({ text, title = text }: { readonly text: string; readonly title?: string }) {
  if (text.length <= TAIL * 2) {
    return (
      <span className="graph-middle" title={title}>
        <span>{text}</span>
      </span>
    );
  }
  return (
    <span className="graph-middle" title={title}>
      <span>{text.slice(0, -TAIL)}</span>
      <span>{text.slice(-TAIL)}</span>
    </span>
  );
}
