import { parseId } from '../../../src/dash/component-id';

export type Path = readonly (string | number)[];

/** Where a component is in the layout (docs/dash-internals.md#store-state). */
export function pathOf(paths: unknown, id: string): Path | undefined {
  const { strs, objs } = (paths ?? {}) as {
    readonly strs?: Readonly<Record<string, Path>>;
    readonly objs?: Readonly<Record<string, readonly { readonly values: readonly unknown[]; readonly path: Path }[]>>;
  };
  const parsed = parseId(id);
  if (typeof parsed === 'string') return strs?.[parsed];
  const keys = Object.keys(parsed).sort();
  return objs?.[keys.join(',')]?.find(({ values }) => keys.every((key, index) => parsed[key] === values[index]))?.path;
}
