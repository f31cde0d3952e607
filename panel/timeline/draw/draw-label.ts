/** Widths of texts at 10 px, by font and text: measuring is the slowest part of drawing a label. */
const widths = new Map<string, number>();
const MOST_KEPT = 5_000;
const PADDING = 5;
/** In a narrower box no text is drawn. */
const LEAST = 26;

/** Writes a text into a box, cut with an ellipsis where it does not fit; nothing where that would leave too little. */
export function drawLabel(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  font: string,
): void {
  // The part left of the window is not visible; the text stays in view.
  const start = Math.max(0, x);
  const room = width - (start - x) - 2 * PADDING;
  if (room < LEAST || height < 9 || text === '') return;
  ctx.font = `${height >= 13 ? 10 : 9}px ${font}`;
  const shown = fitted(ctx, text, room);
  if (shown === null) return;
  ctx.fillStyle = colour;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(shown, start + PADDING, y + height / 2 + 0.5);
}

function fitted(ctx: CanvasRenderingContext2D, text: string, room: number): string | null {
  const key = `${ctx.font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = ctx.measureText(text).width;
    if (widths.size > MOST_KEPT) widths.clear();
    widths.set(key, width);
  }
  if (width <= room) return text;
  const kept = Math.floor((room / width) * text.length) - 1;
  return kept < 3 ? null : `${text.slice(0, kept)}…`;
}
