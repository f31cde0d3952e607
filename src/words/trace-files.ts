import type { Refusal } from '../trace/file/read-trace';
import { REFUSALS } from './en/trace-files';
import { plainText } from './plain';
import { textFor } from './text-for';

/** Why a file could not be opened as a trace, and what to do. */
export const describeRefusal = (refusal: Refusal): string => plainText(textFor(REFUSALS, refusal));
