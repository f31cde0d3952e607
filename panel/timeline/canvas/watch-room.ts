/**
 * Calls back whenever there is another room to draw in: the elements change their size, the scroller scrolls, or the
 * screen has another density. Returns what ends that.
 */
export function watchRoom(scroller: HTMLElement, overview: HTMLElement, changed: () => void): () => void {
  const sizes = new ResizeObserver(changed);
  sizes.observe(scroller);
  sizes.observe(overview);
  scroller.addEventListener('scroll', changed, { passive: true });
  // Moving to a screen of another density changes no size.
  let density = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const onDensity = (): void => {
    density.removeEventListener('change', onDensity);
    density = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    density.addEventListener('change', onDensity);
    changed();
  };
  density.addEventListener('change', onDensity);

  return () => {
    sizes.disconnect();
    scroller.removeEventListener('scroll', changed);
    density.removeEventListener('change', onDensity);
  };
}
