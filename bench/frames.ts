// Both run inside a page. Methods are used instead of named functions, because the TypeScript loader adds a helper to
// named functions that does not exist in pages.

interface FramesWindow {
  benchFrames?: { readonly gaps: number[]; going: boolean };
}

/** Starts to record the time between frames, in milliseconds. */
export function recordFrames(): void {
  const noted = {
    gaps: [] as number[],
    going: true,
    last: performance.now(),
    next(now: number): void {
      this.gaps.push(now - this.last);
      this.last = now;
      if (this.going) requestAnimationFrame((later) => this.next(later));
    },
  };
  (window as unknown as FramesWindow).benchFrames = noted;
  requestAnimationFrame((now) => noted.next(now));
}

/** Stops it and returns what was recorded. */
export function stopFrames(): number[] {
  const noted = (window as unknown as FramesWindow).benchFrames;
  if (noted === undefined) throw new Error('No frames were noted.');
  noted.going = false;
  return noted.gaps.slice(1);
}
