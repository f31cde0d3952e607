// What runs inside the inspected app. Each function is self-contained, because only its own text reaches the page, and
// it has no named functions inside (see frames.ts).

interface AppWindow {
  readonly dash_clientside: { set_props(id: string, props: object): void };
  readonly dash_component_api: { getLayout(id: string): { props: Readonly<Record<string, unknown>> } | undefined };
  readonly dash_stores: readonly { subscribe(listener: () => void): () => void }[];
}

/** Where a value is set, and where the result appears. */
export interface Loop {
  readonly from: string;
  readonly to: string;
  readonly prop: string;
  readonly count: number;
  /** Numbers must differ from those of an earlier loop, or Dash would see no change. */
  readonly first: number;
}

/** Sets a value, waits for its result, and repeats; returns the milliseconds that each of them took. */
export async function loop({ from, to, prop, count, first }: Loop): Promise<number[]> {
  const page = window as unknown as AppWindow;
  const store = page.dash_stores[0];
  if (store === undefined) throw new Error('There is no renderer.');
  const took: number[] = [];
  for (let n = first; n < first + count; n++) {
    const start = performance.now();
    await new Promise<void>((resolve) => {
      const leave = store.subscribe(() => {
        const value = page.dash_component_api.getLayout(to)?.props[prop];
        if (value !== n && !(typeof value === 'string' && value.startsWith(`${n}:`))) return;
        leave();
        resolve();
      });
      page.dash_clientside.set_props(from, { data: n });
    });
    took.push(performance.now() - start);
  }
  return took;
}

/** Resolves to the time since the page started to load, as soon as a text is on the page. */
export async function untilText([selector, text]: [string, string]): Promise<number> {
  while (document.querySelector(selector)?.textContent !== text)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now();
}

/**
 * Sets values of several stores, `perSecond` times a second in total, for `seconds` seconds; returns when each result
 * appeared, in epoch milliseconds.
 * @param streams how many stores `tick-0`, `tick-1` … there are, each with its `tock-0`, `tock-1` …
 */
export function stream([streams, perSecond, seconds]: [number, number, number]): Promise<number[]> {
  const page = window as unknown as AppWindow;
  const store = page.dash_stores[0];
  if (store === undefined) throw new Error('There is no renderer.');
  const total = perSecond * seconds;
  const finished: number[] = [];
  const start = performance.now();
  return new Promise((resolve) => {
    const run = {
      sent: new Array<number>(streams).fill(0),
      seen: new Array<number>(streams).fill(0),
      tick(): void {
        const due = Math.min(total, Math.floor(((performance.now() - start) / 1_000) * perSecond));
        for (let at = 0; at < streams; at++) {
          const sent = this.sent.reduce((sum, each) => sum + each, 0);
          // One at a time of each: two at once would be merged into one call.
          if (sent < due && this.seen[at] === this.sent[at])
            page.dash_clientside.set_props(`tick-${at}`, { data: (this.sent[at] = (this.sent[at] ?? 0) + 1) });
        }
        if (finished.length < total) setTimeout(() => this.tick(), 0);
      },
    };
    store.subscribe(() => {
      for (let at = 0; at < streams; at++) {
        const value = page.dash_component_api.getLayout(`tock-${at}`)?.props['children'];
        if (typeof value !== 'number' || value === run.seen[at]) continue;
        run.seen[at] = value;
        finished.push(performance.timeOrigin + performance.now());
      }
      if (finished.length === total) resolve(finished);
    });
    run.tick();
  });
}
