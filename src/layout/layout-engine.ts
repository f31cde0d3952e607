import ELK, { type ELK as ElkApi } from 'elkjs/lib/elk-api.js';
import { fromElkGraph, toElkGraph } from './elk-graph';
import type { Layout, LayoutGraph } from './layout-types';

/**
 * Lays out one connected part, or returns `null` if that failed or took longer than `timeLimit` milliseconds. With
 * an `aspect` (width / height) its columns are wrapped like lines of text.
 */
export interface LayoutEngine {
  layoutPart(part: LayoutGraph, timeLimit: number, aspect?: number): Promise<Layout | null>;
  dispose(): void;
}

/** Loading ELK's 1.6 MB takes a while on a slow machine and must not count as layout time. */
const START_LIMIT = 8000;

/**
 * ELK in a worker. A worker that exceeds its time is terminated, and a new one is started for the next part; one that
 * cannot start at all (blocked, missing file) is not tried again. `startWorker` may throw.
 */
export function createElkEngine(startWorker: () => Worker): LayoutEngine {
  let running: { elk: ElkApi; worker: Worker; ready: Promise<boolean> } | null = null;
  let broken = false;

  function start(): { elk: ElkApi; worker: Worker; ready: Promise<boolean> } {
    if (running) return running;
    const worker = startWorker();
    const elk = new ELK({ workerFactory: () => worker, algorithms: ['layered'] });
    const ready = within(START_LIMIT, elk.knownLayoutAlgorithms(), worker).then((answer) => answer !== null);
    running = { elk, worker, ready };
    return running;
  }

  function stop(): void {
    running?.elk.terminateWorker();
    running = null;
  }

  return {
    async layoutPart(part, timeLimit, aspect) {
      if (broken) return null;
      try {
        const { elk, worker, ready } = start();
        if (!(await ready)) {
          broken = true;
          stop();
          return null;
        }
        const answer = await within(timeLimit, elk.layout(toElkGraph(part, aspect)), worker);
        if (answer === null) stop();
        return answer && fromElkGraph(part, answer);
      } catch {
        // A graph ELK cannot handle, or no worker at all: the caller has its fallback.
        if (!running) broken = true;
        return null;
      }
    },
    dispose() {
      broken = true;
      stop();
    },
  };
}

/** The result, or `null` if the time is up or the worker fails. Rejects if the result rejects. */
function within<T>(limit: number, answer: Promise<T>, worker: Worker): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), limit);
    const onError = (): void => resolve(null);
    worker.addEventListener('error', onError, { once: true });
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      worker.removeEventListener('error', onError);
    });
  });
}
