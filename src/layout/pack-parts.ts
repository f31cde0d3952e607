import { SPACING, type Layout, type Point } from './layout-types';

interface Step {
  x: number;
  width: number;
  y: number;
}

/**
 * Puts laid-out parts next to and below each other without overlap, roughly in the shape `aspect` (width / height):
 * tallest first, each at the highest position where it fits (a skyline), so small parts fill gaps.
 */
export function packParts(parts: readonly Layout[], aspect: number): Layout {
  const gap = SPACING.part;
  const order = parts
    .map((part, index) => ({ part, index, width: part.width + gap, height: part.height + gap }))
    .sort((a, b) => b.height * b.width - a.height * a.width || a.index - b.index);
  const area = order.reduce((sum, each) => sum + each.width * each.height, 0);
  const widest = order.reduce((most, each) => Math.max(most, each.width), 0);
  const limit = Math.max(widest, Math.sqrt(area * Math.max(0.2, aspect)));

  const positions = new Map<string, Point>();
  const routes = new Map<string, readonly Point[]>();
  let skyline: Step[] = [{ x: 0, width: limit, y: 0 }];
  let width = 0;
  let height = 0;
  for (const each of order) {
    const spot = lowestSpot(skyline, each.width, limit);
    for (const [id, point] of each.part.positions) positions.set(id, { x: point.x + spot.x, y: point.y + spot.y });
    for (const [id, points] of each.part.routes) {
      routes.set(
        id,
        points.map((point) => ({ x: point.x + spot.x, y: point.y + spot.y })),
      );
    }
    width = Math.max(width, spot.x + each.part.width);
    height = Math.max(height, spot.y + each.part.height);
    skyline = raise(skyline, spot.x, each.width, spot.y + each.height);
  }
  return { positions, routes, width, height };
}

function lowestSpot(skyline: readonly Step[], width: number, limit: number): Point {
  let best: Point | null = null;
  for (const start of skyline) {
    // A small tolerance: widths are sums of fractions.
    if (start.x + width > limit + 0.01) continue;
    let y = 0;
    for (const step of skyline) {
      if (step.x < start.x + width && step.x + step.width > start.x) y = Math.max(y, step.y);
    }
    if (!best || y < best.y) best = { x: start.x, y };
  }
  return best ?? { x: 0, y: skyline.reduce((most, step) => Math.max(most, step.y), 0) };
}

function raise(skyline: readonly Step[], x: number, width: number, y: number): Step[] {
  const next: Step[] = [];
  for (const step of skyline) {
    const end = step.x + step.width;
    if (end <= x || step.x >= x + width) {
      next.push(step);
      continue;
    }
    if (step.x < x) next.push({ x: step.x, width: x - step.x, y: step.y });
    if (end > x + width) next.push({ x: x + width, width: end - x - width, y: step.y });
  }
  next.push({ x, width, y });
  return next.sort((a, b) => a.x - b.x);
}
