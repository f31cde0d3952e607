/** An item of a column: its height and the preferred position of its top. */
export interface Wish {
  readonly size: number;
  readonly top: number;
}

/**
 * Tops for items stacked in the given order, at least `gap` apart and as close as possible to their preferred positions
 * (least squares: items that would collide are merged into a block at the mean of their preferences).
 */
export function separate(wishes: readonly Wish[], gap: number): number[] {
  interface Block {
    /** Mean preferred top of the block's first item. */
    at: number;
    count: number;
    height: number;
  }
  const blocks: Block[] = [];
  for (const wish of wishes) {
    let block: Block = { at: wish.top, count: 1, height: wish.size + gap };
    for (let previous = blocks.at(-1); previous && previous.at + previous.height > block.at; previous = blocks.at(-1)) {
      blocks.pop();
      const count = previous.count + block.count;
      const at = (previous.at * previous.count + (block.at - previous.height) * block.count) / count;
      block = { at, count, height: previous.height + block.height };
    }
    blocks.push(block);
  }

  const tops: number[] = [];
  let index = 0;
  for (const block of blocks) {
    let top = block.at;
    for (let step = 0; step < block.count; step++) {
      tops.push(top);
      top += (wishes[index]?.size ?? 0) + gap;
      index += 1;
    }
  }
  return tops;
}
