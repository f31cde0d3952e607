import type { Evidence } from './play';

/** What an app did that can be seen from outside, by name: the final value of each property, how often each callback ran. */
function behaviourOf({ app, keys, log, page }: Evidence): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  for (const [id, props] of Object.entries(page.layout))
    for (const [property, value] of Object.entries(props)) {
      // Times differ in each run; so does the address of the app.
      if (property.endsWith('_timestamp')) continue;
      seen.set(`${id}.${property}`, JSON.stringify(value).replace(/\/a\d{5}\//g, '/'));
    }
  app.callbacks.forEach((_, number) => {
    const inPage = page.runs.filter(({ callback }) => callback === number).length;
    const onServer = log.filter(({ output, background }) => output === keys[number] && background !== 'poll').length;
    seen.set(`runs of callback ${number}`, String(inPage + onServer));
  });
  return seen;
}

/** What differs between runs with and without the extension; only what is the same in all runs of one side is compared. */
export function comparePlays(recorded: readonly Evidence[], plain: readonly Evidence[]): readonly string[] {
  const [ours, theirs] = [recorded.map(behaviourOf), plain.map(behaviourOf)];
  const names = new Set([...ours, ...theirs].flatMap((each) => [...each.keys()]));
  const onlyValue = (plays: readonly ReadonlyMap<string, string>[], name: string): string | null => {
    const values = new Set(plays.map((each) => each.get(name) ?? 'not there'));
    return values.size === 1 ? ([...values][0] ?? null) : null;
  };
  return [...names].flatMap((name) => {
    const [own, other] = [onlyValue(ours, name), onlyValue(theirs, name)];
    return own === null || other === null || own === other
      ? []
      : [`behaviour: ${name} is ${own.slice(0, 80)} with us, and ${other.slice(0, 80)} without`];
  });
}
