/** How many characters of a name are visible on any card, marks and wide letters included. */
const ROOM = 20;
/** How many characters at the end of a name stay by default. */
const TAIL = 7;
/** A property longer than this is cut like everything else. */
const LONGEST_PROPERTY = 16;

/**
 * Where a name that is too long for its card is divided: the part before loses its end, the part after stays whole. Before
 * the property where there is one, as ids differ at both ends.
 */
export function usualCut(name: string): number {
  const dot = name.lastIndexOf('.');
  if (dot > 0 && name.length - dot <= LONGEST_PROPERTY) return dot;
  return name.length > 2 * TAIL ? name.length - TAIL : name.length;
}

/** What is visible of a name that is cut in the default place. */
function seenOf(name: string): string {
  const cut = usualCut(name);
  return `${name.slice(0, Math.max(0, ROOM - 1 - (name.length - cut)))}…${name.slice(cut)}`;
}

/**
 * Labels for names that would look the same once they are cut: without what they have in common at their beginning, as far
 * as whole words go (`…north-input.value`, `…south-input.value`). Other names are not in the answer.
 */
export function distinctLabels(names: Iterable<string>): ReadonlyMap<string, string> {
  const alike = new Map<string, string[]>();
  for (const name of new Set(names)) {
    if (name.length <= ROOM) continue;
    const group = alike.get(seenOf(name));
    if (group) group.push(name);
    else alike.set(seenOf(name), [name]);
  }
  const labels = new Map<string, string>();
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    const from = commonWords(group);
    for (const name of group) if (from > 1) labels.set(name, `…${name.slice(from)}`);
  }
  return labels;
}

/** The length of the words with which all names begin; a word ends after a joint such as `-`. */
function commonWords([first = '', ...others]: readonly string[]): number {
  let length = 0;
  let words = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) {
    length++;
    if (/[-_.:/\]]/.test(first[length - 1] ?? '')) words = length;
  }
  return words > 0 ? words : length;
}
