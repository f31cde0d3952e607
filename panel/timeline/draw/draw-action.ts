import type { BarBox } from './box';
import type { Scene } from './scene';
import type { Bar } from '../lanes/to-lanes';

/**
 * An action of the user is a full stroke in the colour of "now"; a tick of an interval is a hollow diamond; a
 * component that changed by itself, or with no callback behind it, is a low grey stroke.
 */
export function drawAction(
  ctx: CanvasRenderingContext2D,
  { colours }: Scene,
  bar: Bar & { readonly type: 'action' },
  { x, y, height }: BarBox,
): void {
  if (bar.event.type === 'interval') {
    const middle = y + height / 2;
    ctx.strokeStyle = bar.setOff.length > 0 ? colours.ink : colours.edge;
    ctx.lineWidth = 1.2;
    ctx.beginPath();
    ctx.moveTo(x, middle - 4);
    ctx.lineTo(x + 4, middle);
    ctx.lineTo(x, middle + 4);
    ctx.lineTo(x - 4, middle);
    ctx.closePath();
    ctx.stroke();
    return;
  }
  const isYours = bar.gesture;
  ctx.fillStyle = isYours ? colours.hot : colours.edge;
  ctx.beginPath();
  if (isYours) ctx.roundRect(x - 1, y, 3, height, 1.5);
  else ctx.rect(x - 0.5, y + height / 2, 1.5, height / 2);
  ctx.fill();
}
