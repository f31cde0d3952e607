import { derived } from '../../src/lib/derived';
import type { TraceModel } from '../../src/trace/model';
import type { PanelState } from '../store/panel-store';
import { selectModel } from './current-app';

/** What follows a growing recording, and is updated when there is more of it. */
export interface Follower<T> {
  readonly update: (model: TraceModel) => T;
}

/** The map of calls grows in place with the recording, and a cleared recording has another one. */
const callsOfRecording = ({ calls }: TraceModel): object => calls;

/**
 * A question asked of a growing recording: the same model again costs nothing, a newer one what has changed since.
 * @param standsFor what of a model stays the same object while the follower may go on
 */
export function followRecording<T>(
  create: () => Follower<T>,
  standsFor: (model: TraceModel) => object = callsOfRecording,
): (model: TraceModel) => T {
  const followed = derived((_: object) => {
    const follower = create();
    let last: { readonly model: TraceModel; readonly answer: T } | null = null;
    return (model: TraceModel): T => {
      if (last?.model !== model) last = { model, answer: follower.update(model) };
      return last.answer;
    };
  });
  return (model) => followed(standsFor(model))(model);
}

/**
 * The same question asked of the app on screen.
 * @param nothing the answer without an app
 */
export const ofCurrentApp =
  <T>(answerOf: (model: TraceModel) => T, nothing: T): ((state: PanelState) => T) =>
  (state) => {
    const model = selectModel(state);
    return model === null ? nothing : answerOf(model);
  };
