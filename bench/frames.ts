// Both run inside a page. What would be a function with a name of its own is a method: the loader of TypeScript marks the
// former with a helper that pages do not have.

interface FramesWindow {
  benchFrames?: { readonly gaps: number[]; going: boolean };
}

/** Begins to note the time from frame to frame, in milliseconds. */
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

/** Ends it and hands over what was noted. */
export function stopFrames(): number[] {
  const noted = (window as unknown as FramesWindow).benchFrames;
  if (noted === undefined) throw new Error('No frames were noted.');
  noted.going = false;
  return noted.gaps.slice(1);
}
