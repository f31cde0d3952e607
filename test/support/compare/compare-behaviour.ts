/** One request of Dash's own. */
export interface SentRequest {
  /** Path of the frame it came from: frames race each other. */
  readonly frame: string;
  /** Output string of the callback, or the path of a request that belongs to none. */
  readonly callback: string;
  /** Method, address and body, without what is new in each run. */
  readonly text: string;
  /** Prop ids that are both outputs and Inputs of the callback. */
  readonly writes: readonly string[];
  readonly reads: readonly string[];
  /** Milliseconds since the last possible cause: a step of the visit, or a response. */
  readonly waited: number;
}

/** The behaviour of an app seen from outside: the same with and without the extension. */
export interface Behaviour {
  /** In the order in which they were sent. Polls of jobs are left out, as their number depends on how long the worker takes. */
  readonly requests: readonly SentRequest[];
  /** Everything else that was loaded. */
  readonly files: readonly string[];
  /** The layout of every renderer at the end, as JSON. */
  readonly layouts: readonly string[];
  /** Errors and warnings of the console, and uncaught exceptions. */
  readonly complaints: readonly string[];
}

const senderOf = ({ frame, callback }: SentRequest): string => `${frame} ${callback}`;

function bySender(requests: readonly SentRequest[]): ReadonlyMap<string, readonly SentRequest[]> {
  const found = new Map<string, SentRequest[]>();
  for (const request of requests) {
    const own = found.get(senderOf(request)) ?? [];
    own.push(request);
    found.set(senderOf(request), own);
  }
  return found;
}

/** Ids and keys that are new in each run, named by when a callback first had them. */
function withoutHandles(requests: readonly SentRequest[]): readonly string[] {
  const names = new Map<string, string>();
  const nameOf = (handle: string): string => {
    const known = names.get(handle) ?? `<handle ${names.size + 1}>`;
    names.set(handle, known);
    return known;
  };
  return requests.map(({ text }) =>
    text
      .replace(
        /\b(cacheKey|job|oldJob|cancelJob)=([^&\s]+)/g,
        (_, name: string, handle: string) => `${name}=${nameOf(handle)}`,
      )
      .replace(/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g, nameOf),
  );
}

/** Pairs of callbacks of a frame where one has an output of the other as an Input: Dash keeps these in order, and only these. */
function dependentPairs(requests: readonly SentRequest[]): readonly (readonly [string, string])[] {
  const senders = [...bySender(requests)].map(([sender, own]) => ({
    sender,
    frame: own[0]?.frame,
    writes: new Set(own.flatMap(({ writes }) => writes)),
    reads: own.flatMap(({ reads }) => reads),
  }));
  return senders.flatMap((one) =>
    senders
      .filter((other) => other !== one && other.frame === one.frame && other.reads.some((prop) => one.writes.has(prop)))
      .map((other) => [one.sender, other.sender] as const),
  );
}

const list = (texts: readonly string[]): string => (texts.length === 0 ? 'nothing' : texts.join('\n    '));

function differ(what: string, seen: readonly string[], plain: readonly string[]): readonly string[] {
  return JSON.stringify(seen) === JSON.stringify(plain)
    ? []
    : [`${what}\n  with the extension:\n    ${list(seen)}\n  without:\n    ${list(plain)}`];
}

/**
 * What differs between two visits. Equal has to be what each callback sends, one request after the other; the order of callbacks
 * that depend on each other; files; the final layout; the console. Independent callbacks may race.
 */
export function differencesOf(seen: Behaviour, plain: Behaviour): readonly string[] {
  const [own, other] = [bySender(seen.requests), bySender(plain.requests)];
  const requests = [...new Set([...other.keys(), ...own.keys()])].flatMap((sender) =>
    differ(`requests of ${sender}`, withoutHandles(own.get(sender) ?? []), withoutHandles(other.get(sender) ?? [])),
  );
  const order = dependentPairs(plain.requests).flatMap(([first, second]) => {
    const orderIn = ({ requests: all }: Behaviour): readonly string[] =>
      all.map(senderOf).filter((sender) => sender === first || sender === second);
    return differ(`order of ${first} and ${second}`, orderIn(seen), orderIn(plain));
  });
  return [
    ...requests,
    // A missing or extra request is reported once.
    ...(requests.length === 0 ? order : []),
    ...differ('files', seen.files.toSorted(), plain.files.toSorted()),
    ...differ('layouts', seen.layouts, plain.layouts),
    ...differ('console', seen.complaints.toSorted(), plain.complaints.toSorted()),
  ];
}

/**
 * Requests that left late with the extension in every visit: later after their cause than in any visit without it.
 * @param tolerance random delay of a busy machine, in milliseconds
 */
function delaysOf(seen: readonly Behaviour[], plain: readonly Behaviour[], tolerance: number): readonly string[] {
  const waits = (visits: readonly Behaviour[]): ReadonlyMap<string, readonly number[]> => {
    const found = new Map<string, number[]>();
    for (const { requests } of visits) {
      for (const [sender, own] of bySender(requests)) {
        own.forEach(({ waited }, index) => {
          const key = `request ${index + 1} of ${sender}`;
          found.set(key, [...(found.get(key) ?? []), waited]);
        });
      }
    }
    return found;
  };
  const usual = waits(plain);
  return [...waits(seen)].flatMap(([request, waited]) => {
    const least = Math.min(...waited);
    const most = Math.max(...(usual.get(request) ?? [Infinity]));
    return least > most + tolerance
      ? [`${request} left after ${least.toFixed(0)} ms with the extension, after ${most.toFixed(0)} ms at most without`]
      : [];
  });
}

/**
 * What differs between visits with and without the extension: nothing when two of them are the same and no request is always late.
 * Several visits of each, as what an app does may depend on which of two answers comes first.
 */
export function compareBehaviour(
  seen: readonly Behaviour[],
  plain: readonly Behaviour[],
  tolerance: number,
): readonly string[] {
  const pairs = seen.flatMap((one) => plain.map((other) => differencesOf(one, other)));
  const [closest = []] = pairs.toSorted((a, b) => a.length - b.length);
  return [...closest, ...delaysOf(seen, plain, tolerance)];
}
