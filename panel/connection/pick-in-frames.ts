import { isInLayout } from '../../src/trace/in-layout';
import type { PanelSource } from '../store/panel-state';
import type { TabFrame } from './show-frame';

type Picked = Awaited<ReturnType<PanelSource['pickComponent']>>;

/** Lets the user choose a component in any of the frames; `null` if nothing was chosen. */
export async function pickInFrames(frames: readonly TabFrame[]): Promise<Picked> {
  const picked = await firstPicked(frames.map(pickInFrame));
  for (const { session } of frames) session.stopPicking();
  return picked;
}

async function pickInFrame({ session, appIds }: TabFrame): Promise<Picked> {
  const component = await session.pick();
  if (component === null) return null;
  // A page may have several renderers; which of them has the component is known from what is in their layouts.
  const index = session.models().findIndex(({ layout }) => layout !== null && isInLayout(layout, component));
  const app = appIds[Math.max(0, index)];
  return app === undefined ? null : { app, component };
}

/** Once the user picks or gives up in one frame, picking ends in all of them. */
function firstPicked<T>(answers: readonly Promise<T | null>[]): Promise<T | null> {
  return answers.length === 0 ? Promise.resolve(null) : Promise.race(answers);
}
