import type { TraceModel } from '../../src/trace/model';
import type { Follower } from './follow-app';

/**
 * A question asked of a growing recording: the same model again costs nothing, a newer one what has changed since. The map
 * of calls stands for the recording: it grows in place, and a cleared recording has another one.
 */
export function followRecording<T>(create: () => Follower<T>): (model: TraceModel) => T {
  interface Followed {
    readonly follower: Follower<T>;
    readonly model: TraceModel;
    readonly answer: T;
  }
  const followed = new WeakMap<TraceModel['calls'], Followed>();
  return (model) => {
    const own = followed.get(model.calls);
    if (own?.model === model) return own.answer;
    const follower = own?.follower ?? create();
    const answer = follower.update(model);
    followed.set(model.calls, { follower, model, answer });
    return answer;
  };
}
