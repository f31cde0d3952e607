import type { Page } from '@playwright/test';

/** Requests that are held until a test has checked the page while they are under way. */
export interface HeldRequests {
  /** Sends them to the server, and all later ones too. */
  readonly release: () => Promise<void>;
}

/** Holds the page's requests for one callback, by its output string, until they are released. */
export async function holdRequests(page: Page, output: string): Promise<HeldRequests> {
  const url = '**/_dash-update-component*';
  const sent: Promise<void>[] = [];
  let open: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (open = resolve));
  await page.route(url, (route) => {
    const body = route.request().postDataJSON() as { readonly output?: string } | null;
    sent.push(body?.output === output ? released.then(() => route.continue()) : route.continue());
  });
  return {
    release: async () => {
      open();
      // A request must have been sent before its route is removed.
      await Promise.all(sent);
      await page.unroute(url);
    },
  };
}
