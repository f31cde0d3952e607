/** What a question or a command came back with: a value, or the reason why there is none. Never an exception. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };
