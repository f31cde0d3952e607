import { LONG_ORIGINS, observedText, SHORT_ORIGINS, type ObservedOrigin } from './en/observed';

export type { ObservedOrigin } from './en/observed';

export const shortOrigins = (origins: readonly ObservedOrigin[]): string =>
  [...new Set(origins.map((origin) => SHORT_ORIGINS[origin]))].join(', ');

/** What was seen, as a sentence without a full stop: `order wrote status.title with set_props, while it ran`. */
export const observedSentence = (writer: string, prop: string, origins: readonly ObservedOrigin[]): string =>
  observedText(
    writer,
    prop,
    origins.map((origin) => LONG_ORIGINS[origin]),
  );
