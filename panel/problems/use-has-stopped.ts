import { useEffect, useState } from 'react';
import type { Finding } from '../../src/analysis/problems/rules';
import { selectActivity, selectApp } from '../selectors/current-app';
import { usePanel } from '../store/panel-context';
import type { PanelState } from '../store/panel-store';

/** Whether the recording goes on: an opened file reports nothing more, and neither does a paused recording. */
const selectIsHeard = (state: PanelState): boolean => selectApp(state)?.file === undefined && !state.paused;

/**
 * Whether a loop has stopped. A page on which nothing happens sends nothing, so the recording alone cannot show it: a
 * finding that has not changed for a while, with none of its callbacks running, has stopped.
 */
export function useHasStopped(finding: Finding): boolean {
  const { stoppedAfter } = finding;
  const isHeard = usePanel(selectIsHeard);
  const isRunning = usePanel((state) =>
    finding.callbacks.some((key) => (selectActivity(state, key)?.running.length ?? 0) > 0),
  );
  const [quiet, setQuiet] = useState<Finding | null>(null);
  useEffect(() => {
    if (stoppedAfter === undefined || !isHeard || isRunning) return;
    const timer = setTimeout(() => setQuiet(finding), stoppedAfter);
    return () => clearTimeout(timer);
  }, [finding, stoppedAfter, isHeard, isRunning]);
  return stoppedAfter !== undefined && quiet === finding && !isRunning;
}
