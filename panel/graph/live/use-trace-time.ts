import { useEffect, useState } from 'react';
import { useLiveGraph } from '../graph-context';

/** Ten times a second is as fast as a changing number can be read. */
const TICK = 100;

/** Trace time, advancing while `running`; `null` when it is not known. Costs nothing while nothing runs. */
export function useTraceTime(running: boolean): number | null {
  const { clock } = useLiveGraph();
  const [, tick] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => tick((count) => count + 1), TICK);
    return () => clearInterval(timer);
  }, [running]);
  return running ? clock.now() : null;
}
