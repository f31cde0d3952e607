import { useEffect, useState } from 'react';
import { selectModel } from '../selectors/current-app';
import { usePanel } from '../store/panel-context';

const TICK = 1000;

/**
 * Milliseconds of the trace, once a second while `running` and while it is visible. Page and panel are on the
 * same machine, so the wall clock gives the distance. `null` for a recording that goes on no more.
 */
export function useJobClock(connected: boolean, running: boolean): number | null {
  const zero = Date.parse(usePanel((state) => selectModel(state)?.recorded.at ?? ''));
  const [wall, setWall] = useState(() => Date.now());
  const ticks = connected && running;
  useEffect(() => {
    if (!ticks) return;
    const tick = (): void => {
      if (document.visibilityState === 'visible') setWall(Date.now());
    };
    tick();
    const timer = setInterval(tick, TICK);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [ticks]);
  return connected && Number.isFinite(zero) ? wall - zero : null;
}
