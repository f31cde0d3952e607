/**
 * Calls `found` once, as soon as the document shows that it is a Dash page, and before any of Dash's scripts run:
 * `_dash-config` precedes them in every version (docs/dash-internals.md#page-start), and mutation observers are served
 * before the parser runs a script. Touches no global. Pages that get Dash later (an inserted script) are noticed at
 * `load`.
 * @returns stops looking
 */
export function detectDash(page: Window & typeof globalThis, found: () => void): () => void {
  const { document } = page;
  const isDash = (): boolean =>
    document.getElementById('_dash-config') !== null || 'dash_stores' in page || 'dash_renderer' in page;
  let done = false;
  const check = (): void => {
    if (done || !isDash()) return;
    stop();
    found();
  };
  const observer = new MutationObserver(check);
  const onLoad = (): void => {
    check();
    stop();
  };
  function stop(): void {
    done = true;
    observer.disconnect();
    page.removeEventListener('load', onLoad);
  }
  observer.observe(document, { childList: true, subtree: true });
  page.addEventListener('load', onLoad);
  check();
  return stop;
}
