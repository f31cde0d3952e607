/** Long enough for a browser that asks where to put the file before it reads it. */
const KEPT_MS = 60_000;

/** Hands a text to the browser as a download. DevTools panels have no `downloads` API, and need none for this. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
