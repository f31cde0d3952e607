import { LANES, type BarPlace, type Timeline } from './to-lanes';

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/** Where an arrow key leads from a bar: left and right in time within its lane, up and down to the lane above or below. */
export function walkBars(timeline: Timeline, from: BarPlace | null, key: string): BarPlace | null {
  if (!KEYS.includes(key)) return null;
  if (from === null) return key === 'ArrowRight' || key === 'Home' ? first(timeline) : last(timeline);
  const size = timeline.lanes[from.lane]?.index.size ?? 0;
  switch (key) {
    case 'ArrowLeft':
      return { lane: from.lane, bar: Math.max(0, from.bar - 1) };
    case 'ArrowRight':
      return { lane: from.lane, bar: Math.min(size - 1, from.bar + 1) };
    case 'ArrowUp':
      return neighbour(timeline, from, -1);
    case 'ArrowDown':
      return neighbour(timeline, from, 1);
    case 'Home':
      return { lane: from.lane, bar: 0 };
    case 'End':
      return { lane: from.lane, bar: size - 1 };
    default:
      return null;
  }
}

/** The bar of the next lane that has any and that begins nearest to this one. */
function neighbour({ lanes }: Timeline, { lane, bar }: BarPlace, direction: 1 | -1): BarPlace {
  const start = lanes[lane]?.index.startOf(bar) ?? 0;
  for (let number = lane + direction; number >= 0 && number < lanes.length; number += direction) {
    const index = lanes[number]?.index;
    if (!index || index.size === 0) continue;
    const before = index.lastBefore(start);
    const after = Math.min(index.size - 1, before + 1);
    const isAfterNearer = Math.abs(index.startOf(after) - start) < Math.abs(index.startOf(before) - start);
    return { lane: number, bar: isAfterNearer ? after : before };
  }
  return { lane, bar };
}

function first({ lanes }: Timeline): BarPlace | null {
  return pick(
    lanes,
    (a, b) => a < b,
    () => 0,
  );
}

function last({ lanes }: Timeline): BarPlace | null {
  return pick(
    lanes,
    (a, b) => a > b,
    (size) => size - 1,
  );
}

function pick(
  lanes: Timeline['lanes'],
  isBetter: (a: number, b: number) => boolean,
  which: (size: number) => number,
): BarPlace | null {
  let found: BarPlace | null = null;
  let at = 0;
  lanes.forEach(({ index }, lane) => {
    if (index.size === 0 || lane === LANES.indexOf('long tasks')) return;
    const bar = which(index.size);
    const start = index.startOf(bar);
    if (found === null || isBetter(start, at)) [found, at] = [{ lane, bar }, start];
  });
  return found;
}
