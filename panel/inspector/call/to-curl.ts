/** Quotes for a POSIX shell: nothing inside single quotes is special except the quote itself. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The request as a `curl` command. Cookies are left out: they are not ours to copy, and an app behind a login needs
 * its own.
 * @param pageUrl address of the app's page; `null` comes back when it is no address
 * @param requestBase what the app puts before the path of its requests, or its whole address; when it is not known the
 *   endpoint is assumed to be next to the page, which is wrong for the inner pages of an app
 * @param body whole text of the request
 */
export function toCurl(pageUrl: string, requestBase: string | null, body: string): string | null {
  const endpoint = `${requestBase?.replace(/\/?$/, '/') ?? ''}_dash-update-component`;
  if (!URL.canParse(endpoint, pageUrl)) return null;
  return [
    `curl ${shellQuote(new URL(endpoint, pageUrl).href)}`,
    "-H 'Content-Type: application/json'",
    "-H 'Accept: application/json'",
    `--data-raw ${shellQuote(body)}`,
  ].join(' \\\n  ');
}
