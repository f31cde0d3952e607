/** An item of a column: how tall it is and where its top would like to be. */
export interface Wish {
  readonly size: number;
  readonly top: number;
}

/**
 * Tops for items stacked in the given order, at least `gap` apart and as near to their wishes as that allows (least
 * squares: items that would collide are merged into a block that sits at the mean of its wishes).
 */
export function separate(wishes: readonly Wish[], gap: number): number[] {
  interface Block {
    /** Mean wish for the top of the block's first item. */
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
