interface Named {
  readonly name: string;
  readonly after: readonly string[];
}

/**
 * The handlers in an order in which each comes after those that it names, otherwise as listed.
 * @throws if a name is used twice or is missing, or if handlers wait for each other
 */
export function inOrder<H extends Named>(handlers: readonly H[]): readonly H[] {
  const names = new Set(handlers.map(({ name }) => name));
  if (names.size < handlers.length) {
    const twice = handlers.find(({ name }, index) => handlers.findIndex((other) => other.name === name) < index);
    throw new Error(`Two trace handlers have the name "${twice?.name ?? ''}".`);
  }
  for (const { name, after } of handlers) {
    const unknown = after.find((other) => !names.has(other));
    if (unknown !== undefined)
      throw new Error(`Trace handler "${name}" comes after "${unknown}", which does not exist.`);
  }
  const ordered: H[] = [];
  const placed = new Set<string>();
  let waiting = handlers;
  while (waiting.length > 0) {
    const next = waiting.find(({ after }) => after.every((name) => placed.has(name)));
    if (next === undefined)
      throw new Error(`Trace handlers wait for each other: ${waiting.map(({ name }) => name).join(', ')}.`);
    ordered.push(next);
    placed.add(next.name);
    waiting = waiting.filter((handler) => handler !== next);
  }
  return ordered;
}
