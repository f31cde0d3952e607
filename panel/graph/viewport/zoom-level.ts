/** Below this zoom, cards show fewer words in larger letters. */
const FAR = 0.58;
/** Below this zoom, no text on a card is readable. */
const BLOCKS = 0.4;

/** How much cards show: all; fewer words in larger letters; nothing but what they are and what goes on. */
type ZoomLevel = 'near' | 'far' | 'blocks';

/** The level at a zoom (1 is life size). */
export const zoomLevel = (zoom: number): ZoomLevel => (zoom < BLOCKS ? 'blocks' : zoom < FAR ? 'far' : 'near');

/** Sizes on the screen, in pixels, and what has room on a card, in pixels of the card. */
const LABEL = { screen: 11, most: 56 };
const MARK = { screen: 12, most: 64 };
/** Styles change in steps and not with every turn of the wheel: each is a new look of every card. */
const STEP = 4;

const counterScaled = ({ screen, most }: typeof LABEL, zoom: number): number =>
  Math.min(most, Math.ceil(screen / zoom / STEP) * STEP);

/** The letters of a group's name among blocks, in pixels of the card: as large on the screen at every zoom, while the card has room. */
export const groupLabelSize = (zoom: number): number => counterScaled(LABEL, zoom);

/** The marks of what runs and what failed, in the same way. */
export const markSize = (zoom: number): number => counterScaled(MARK, zoom);
