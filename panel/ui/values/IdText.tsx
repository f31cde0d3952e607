/** How many characters at the end stay when there is no room: enough for `.property` of most components. */
const TAIL = 12;

/**
 * An id or prop id in monospace that loses its middle where there is no room, never its property.
 * @param text what is shown, usually the readable form
 * @param whole the exact id, shown on hover
 */
export function IdText({ text, whole = text }: { readonly text: string; readonly whole?: string }) {
  const dot = text.lastIndexOf('.');
  const cut = dot > 0 && text.length - dot <= TAIL * 2 ? dot : Math.max(0, text.length - TAIL);
  return (
    <span className="ui-id" title={whole}>
      <span>{text.slice(0, cut)}</span>
      <span>{text.slice(cut)}</span>
    </span>
  );
}
