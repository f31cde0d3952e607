import type { TraceModel } from '../../src/trace/model';
import type { PanelState } from '../store/panel-store';
import { selectApp } from './current-app';

/** What looks at a growing recording; the same model again costs nothing. */
export interface Follower<T> {
  readonly update: (model: TraceModel) => T;
}

/** A follower remembers what it saw of one recording. Apps come and go with their documents; few are looked at again. */
const MOST_FOLLOWED = 8;

/**
 * A selector that follows the app on screen, with a follower for each app.
 * @param nothing the answer without an app
 */
export function followApp<T>(create: () => Follower<T>, nothing: T): (state: PanelState) => T {
  interface Followed {
    readonly follower: Follower<T>;
    readonly model: TraceModel;
    readonly answer: T;
  }
  const followed = new Map<string, Followed>();
  return (state) => {
    const app = selectApp(state);
    if (app === null) return nothing;
    let own = followed.get(app.id);
    // Another recording under the same name: the numbers of its calls begin again.
    if (own !== undefined && app.model.revision < own.model.revision) own = undefined;
    if (own?.model === app.model) return own.answer;
    const follower = own?.follower ?? create();
    const answer = follower.update(app.model);
    followed.delete(app.id);
    followed.set(app.id, { follower, model: app.model, answer });
    for (const id of followed.keys()) if (followed.size > MOST_FOLLOWED) followed.delete(id);
    return answer;
  };
}
