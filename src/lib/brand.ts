/** A type that only an explicit conversion produces, so that ids of different kinds cannot be mixed up. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Milliseconds; fractions allowed. Which zero they count from is said where the value is declared. */
export type Milliseconds = Brand<number, 'ms'>;

export const toMilliseconds = (value: number): Milliseconds => value as Milliseconds;
