/**
 * Finds the bars of a lane in a window of time, at a given resolution: a timeline needs them on every frame.
 *
 * Overlapping bars are placed in rows, each bar in the first row that is free when it starts. The bars of a row do not
 * overlap, so binary search finds those in view. Bars thinner than a pixel are returned as one run, found by jumping
 * from pixel to pixel, so the cost of a query depends on the number of pixels, not of bars. A bar never changes its
 * row: what was drawn does not jump.
 */
export interface LaneIndex {
  readonly size: number;
  /** How many bars overlap at most. */
  readonly rows: number;
  /**
   * Adds a bar, in the order of starts (a late one is accepted, but may open another row).
   * @param end `null` while it is open: no other bar is put after it in its row
   * @returns the bar's number: 0, 1, 2 …
   */
  readonly add: (start: number, end: number | null) => number;
  /** Closes or extends a bar. It never reaches into the next one of its row. */
  readonly setEnd: (bar: number, end: number | null) => void;
  /** Marks a bar that must be visible in a run, too (it failed). */
  readonly mark: (bar: number) => void;
  readonly startOf: (bar: number) => number;
  /** `Infinity` while the bar is open. */
  readonly endOf: (bar: number) => number;
  readonly rowOf: (bar: number) => number;
  /** Passes the bars of a row that touch the window, from left to right. `pixel` is its width in milliseconds. */
  readonly visit: (row: number, from: number, to: number, pixel: number, emit: EmitBars) => void;
  /** The bar of a row that covers the time, or is within `slack` of it; -1 if there is none. */
  readonly at: (row: number, time: number, slack: number) => number;
  /** The last bar that starts at or before the time; the first one if all are later; -1 in an empty lane. */
  readonly lastBefore: (time: number) => number;
}

/**
 * @param bar the bar, or the first one of a run
 * @param count 1 for a bar, more for a run of bars thinner than a pixel each
 * @param from,to milliseconds; of a run, the first start and the last end
 * @param marked whether the bar, or one of the run, is marked
 */
export type EmitBars = (bar: number, count: number, from: number, to: number, marked: boolean) => void;

interface Row {
  /**
   * Numbers of the lane's bars, left to right, and their times in parallel arrays; the first `count` entries are in
   * use.
   */
  bars: Int32Array;
  starts: Float64Array;
  ends: Float64Array;
  count: number;
  /** Positions of marked bars, ascending. */
  readonly marked: number[];
}

const FIRST_ROOM = 32;

export function createLaneIndex(): LaneIndex {
  const rows: Row[] = [];
  let starts = new Float64Array(FIRST_ROOM);
  let rowOfBar = new Int32Array(FIRST_ROOM);
  let positions = new Int32Array(FIRST_ROOM);
  let size = 0;

  const rowFor = (start: number): number => {
    const free = rows.findIndex(
      ({ ends, starts: own, count }) => (ends[count - 1] ?? 0) <= start && (own[count - 1] ?? 0) <= start,
    );
    if (free >= 0) return free;
    rows.push({
      bars: new Int32Array(FIRST_ROOM),
      starts: new Float64Array(FIRST_ROOM),
      ends: new Float64Array(FIRST_ROOM),
      count: 0,
      marked: [],
    });
    return rows.length - 1;
  };
  const placeOf = (bar: number): { readonly row: Row | undefined; readonly position: number } => ({
    row: rows[rowOfBar[bar] ?? 0],
    position: positions[bar] ?? 0,
  });

  return {
    get size() {
      return size;
    },
    get rows() {
      return rows.length;
    },
    add(start, end) {
      if (size === starts.length) {
        starts = enlarged(starts, new Float64Array(size * 2));
        rowOfBar = enlarged(rowOfBar, new Int32Array(size * 2));
        positions = enlarged(positions, new Int32Array(size * 2));
      }
      const bar = size++;
      const index = rowFor(start);
      starts[bar] = start;
      rowOfBar[bar] = index;
      const row = rows[index];
      if (row === undefined) return bar;
      positions[bar] = row.count;
      append(row, bar, start, Math.max(start, end ?? Infinity));
      return bar;
    },
    setEnd(bar, end) {
      const { row, position } = placeOf(bar);
      if (row === undefined) return;
      const next = position + 1 < row.count ? (row.starts[position + 1] ?? Infinity) : Infinity;
      row.ends[position] = Math.max(row.starts[position] ?? 0, Math.min(end ?? Infinity, next));
    },
    mark(bar) {
      const { row, position } = placeOf(bar);
      if (row === undefined) return;
      const place = firstAtLeast(row.marked, row.marked.length, position);
      if (row.marked[place] !== position) row.marked.splice(place, 0, position);
    },
    startOf: (bar) => starts[bar] ?? 0,
    endOf(bar) {
      const { row, position } = placeOf(bar);
      return row?.ends[position] ?? 0;
    },
    rowOf: (bar) => rowOfBar[bar] ?? 0,
    visit(index, from, to, pixel, emit) {
      const row = rows[index];
      if (row !== undefined) visitRow(row, from, to, pixel, emit);
    },
    at(index, time, slack) {
      const row = rows[index];
      if (row === undefined) return -1;
      const after = firstAtLeast(row.starts, row.count, time);
      if (after < row.count && row.starts[after] === time) return row.bars[after] ?? -1;
      const left = after === 0 ? Infinity : Math.max(0, time - (row.ends[after - 1] ?? 0));
      const right = after < row.count ? (row.starts[after] ?? 0) - time : Infinity;
      if (Math.min(left, right) > slack) return -1;
      return row.bars[left <= right ? after - 1 : after] ?? -1;
    },
    lastBefore(time) {
      if (size === 0) return -1;
      const after = firstAtLeast(starts, size, time);
      return starts[after] === time && after < size ? after : Math.max(0, after - 1);
    },
  };
}

function append(row: Row, bar: number, start: number, end: number): void {
  const { count } = row;
  if (count === row.bars.length) {
    row.bars = enlarged(row.bars, new Int32Array(count * 2));
    row.starts = enlarged(row.starts, new Float64Array(count * 2));
    row.ends = enlarged(row.ends, new Float64Array(count * 2));
  }
  row.bars[count] = bar;
  row.starts[count] = start;
  row.ends[count] = end;
  row.count++;
}

/** No closures and no indirection here: it runs for every pixel of every row in every frame. */
function visitRow(
  { bars, starts, ends, count, marked }: Row,
  from: number,
  to: number,
  pixel: number,
  emit: EmitBars,
): void {
  let position = firstAtLeast(ends, count, from);
  let mark = firstAtLeast(marked, marked.length, position);
  while (position < count && at(starts, position) <= to) {
    const first = position;
    const start = at(starts, first);
    while (mark < marked.length && at(marked, mark) < first) mark++;
    if (at(ends, first) - start >= pixel) {
      position++;
      emit(at(bars, first), 1, start, at(ends, first), at(marked, mark, -1) === first);
      continue;
    }
    let cell = Math.floor(start / pixel);
    position = behindCell(starts, ends, count, first, cell, pixel);
    const isMarked = at(marked, mark, Infinity) < position;
    // Adjacent pixels are joined to one run, but a failure keeps its position.
    while (!isMarked && position < count) {
      const next = at(starts, position);
      const nextCell = Math.floor(next / pixel);
      if (next > to || nextCell > cell + 1 || at(ends, position) - next >= pixel) break;
      const behind = behindCell(starts, ends, count, position, nextCell, pixel);
      if (at(marked, mark, Infinity) < behind) break;
      position = behind;
      cell = nextCell;
    }
    emit(at(bars, first), position - first, start, at(ends, position - 1), isMarked);
  }
}

/**
 * Skips the thin bars that start in the pixel. Only the last of them can be wide, because bars of a row do not overlap.
 */
function behindCell(
  starts: Float64Array,
  ends: Float64Array,
  count: number,
  first: number,
  cell: number,
  pixel: number,
): number {
  const limit = (cell + 1) * pixel;
  // Galloping search: with few bars per pixel the next one is near, with thousands it is far.
  let low = first + 1;
  let high = low;
  for (let step = 1; high < count && at(starts, high) < limit; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, count);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(starts, middle) >= limit) high = middle;
    else low = middle + 1;
  }
  return low - 1 > first && at(ends, low - 1) - at(starts, low - 1) >= pixel ? low - 1 : low;
}

const at = (list: Float64Array | Int32Array | readonly number[], position: number, otherwise = 0): number =>
  list[position] ?? otherwise;

/** The index of the first of `count` ascending numbers that is not below the limit. */
function firstAtLeast(list: Float64Array | readonly number[], count: number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function enlarged<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
