/**
 * What is worked out of a record, once for as long as the record lives. Records are replaced and never changed in place, so
 * the answer holds. For an answer about two records, derive a function: `derived((a) => derived((b) => …))`.
 */
export function derived<Source extends object, Value>(work: (source: Source) => Value): (source: Source) => Value {
  // The one cache that everything derived is kept in.
  // eslint-disable-next-line no-restricted-syntax
  const known = new WeakMap<Source, { readonly value: Value }>();
  return (source) => {
    let own = known.get(source);
    if (own === undefined) known.set(source, (own = { value: work(source) }));
    return own.value;
  };
}
