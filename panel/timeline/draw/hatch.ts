const SIZE = 6;
const made = new Map<string, CanvasPattern>();

/** Slanted lines in the colour of the surface, over a bar whose result did not count. */
export function hatchOf(ctx: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const known = made.get(colour);
  if (known) return known;
  const tile = document.createElement('canvas');
  tile.width = tile.height = SIZE;
  const pen = tile.getContext('2d');
  if (!pen) return 'transparent';
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  // Three lines, so that the tile meets its neighbours.
  for (const shift of [-SIZE, 0, SIZE]) {
    pen.moveTo(shift - 1, SIZE + 1);
    pen.lineTo(shift + SIZE + 1, -1);
  }
  pen.stroke();
  const pattern = ctx.createPattern(tile, 'repeat');
  if (pattern) made.set(colour, pattern);
  return pattern ?? 'transparent';
}
