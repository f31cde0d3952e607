import type { RefusalParams } from '../../trace/file/read-trace';
import { say } from '../parts';
import type { TextsOf } from '../text-for';

const CHOOSE = 'Choose a file written by “Save trace” or `npm run record`.';

/** Why a file could not be opened as a trace, and what to do. */
export const REFUSALS: TextsOf<RefusalParams> = {
  too_deep: () => say`This trace file is damaged: its values are nested too deeply. Record it again.`,
  truncated: () => say`This trace file is cut off or damaged: it is not complete JSON. Save or copy it again.`,
  not_json: () => say`This is not a trace file: it is not JSON. ${CHOOSE}`,
  other_format: ({ format }) => say`This JSON file is not a trace: its "format" is not "${format}". ${CHOOSE}`,
  no_version: () => say`This trace file has no version, so it cannot be read. Record it again.`,
  newer_version: ({ version, newest }) =>
    say`This trace file has version ${version}, but this extension reads versions up to ${newest}. Update the extension.`,
  damaged: ({ place, problem }) =>
    say`This trace file is damaged at ${place ?? 'its top'}: ${problem}. Record it again.`,
};
