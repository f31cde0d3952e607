import { prettyPropId } from '../../../src/dash/pretty';
import type { Job } from '../../../src/trace/types';
import { valuePreview } from '../../ui/values/value-preview';

/** One report of a job: what it wrote, when and by what means. */
interface JobStep {
  readonly at: number;
  readonly origin: 'progress' | 'set_props';
  readonly props: readonly { readonly prop: string; readonly name: string; readonly text: string }[];
}

/** Progress and `set_props` of a job in the order in which they came. */
export function toJobSteps({ progress, setProps }: Job): readonly JobStep[] {
  const steps = [
    ...progress.map((step) => ({ ...step, origin: 'progress' as const })),
    ...setProps.map((step) => ({ ...step, origin: 'set_props' as const })),
  ];
  return steps
    .sort((a, b) => a.at - b.at)
    .map(({ at, origin, props }) => ({
      at,
      origin,
      props: Object.entries(props).flatMap(([id, own]) =>
        Object.entries(own).map(([property, value]) => ({
          prop: `${id}.${property}`,
          name: prettyPropId(`${id}.${property}`),
          text: valuePreview(value),
        })),
      ),
    }));
}
