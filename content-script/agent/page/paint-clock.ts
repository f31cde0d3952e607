/**
 * Reports when the writes so far have been painted: the first frame after it, measured by a task that the frame's
 * rendering lets through. A hidden page paints nothing; then the moment stays unknown.
 */
export function createPaintClock(
  page: Window,
  painted: (calls: readonly number[], at: number) => void,
): (call: number) => void {
  let waiting: number[] = [];
  let inFrame: number[] = [];
  let channel: MessageChannel | undefined;
  const afterFrame = (): void => {
    const calls = inFrame;
    inFrame = [];
    painted(calls, page.performance.now());
  };
  return (call) => {
    if (page.document.visibilityState !== 'visible') return;
    waiting.push(call);
    if (waiting.length > 1) return;
    page.requestAnimationFrame(() => {
      inFrame.push(...waiting);
      waiting = [];
      if (channel === undefined) {
        channel = new MessageChannel();
        channel.port1.onmessage = afterFrame;
      }
      channel.port2.postMessage(null);
    });
  };
}
