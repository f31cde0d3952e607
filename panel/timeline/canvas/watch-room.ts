/**
 * Calls back whenever the size of the drawing area changes: the elements are resized, the scroller scrolls, or the
 * screen has another pixel density. Returns a function that ends that.
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
