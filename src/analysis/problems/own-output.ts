import { propIdOf } from '../../dash/component-id';
import type { TraceModel } from '../../trace/model';
import type { CallbackKey, PropId } from '../../trace/types';

/** Whether a callback declares a property as its own Output: Dash does not call it again for what it wrote itself. */
export const isOwnOutput = ({ callbacks }: TraceModel, callback: CallbackKey, prop: PropId): boolean =>
  callbacks.get(callback)?.outputs.some((output) => propIdOf(output) === prop) === true;
