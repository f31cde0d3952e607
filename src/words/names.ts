import { nameOf } from '../analysis/problems/words';
import type { TraceModel } from '../trace/model';
import type { Names } from './plain';

/** What callbacks and calls of a model are called. */
export const namesOf = (model: Pick<TraceModel, 'callbacks' | 'calls'>): Names => ({
  callback: (key) => nameOf(model, key),
  call: (id) => {
    const call = model.calls.get(id);
    return call === undefined ? id : nameOf(model, call.callback);
  },
});
