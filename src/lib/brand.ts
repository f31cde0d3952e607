/** A type that only an explicit conversion produces, so that ids of different kinds cannot be mixed up. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Milliseconds, with fractions. The declaration of each value says what they count from. */
export type Milliseconds = Brand<number, 'ms'>;

export const toMilliseconds = (value: number): Milliseconds => value as Milliseconds;
