/** Quotes for a POSIX shell: nothing inside single quotes is special except the quote itself. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The request as a `curl` command. Cookies are left out: they are not ours to copy, and an app behind a login needs
 * its own.
 * @param pageUrl address of the app's page; the endpoint is taken to lie beside it. `null` comes back when it is no address
 * @param body whole text of the request
 */
export function toCurl(pageUrl: string, body: string): string | null {
  if (!URL.canParse(pageUrl)) return null;
  const url = new URL('_dash-update-component', pageUrl);
  return [
    `curl ${shellQuote(url.href)}`,
    "-H 'Content-Type: application/json'",
    "-H 'Accept: application/json'",
    `--data-raw ${shellQuote(body)}`,
  ].join(' \\\n  ');
}
