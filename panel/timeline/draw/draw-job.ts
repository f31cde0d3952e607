import type { Job } from '../../../src/trace/types';
import { textOn } from './colours';
import type { BarBox } from './box';
import { hatchOf } from './hatch';
import type { Scene } from './scene';
import { toX } from '../lanes/time-scale';
import { toProgress } from '../lanes/to-progress';

/** ` · 7/10` after the name of a job that reports its progress. */
export function jobLabel(job: Job): string {
  const last = toProgress(job).at(-1);
  return last && last.text !== '' ? ` · ${last.text}` : '';
}

/**
 * Progress as steps that rise through the bar, polls as ticks along its foot, side updates as dots along its head. What
 * the worker recorded itself, where the companion reports it: hatched while the job was queued, a tick along the head
 * for each `set_progress`.
 */
export function drawJobMarks(
  ctx: CanvasRenderingContext2D,
  { colours, window, width, left, now }: Scene,
  job: Job,
  box: BarBox,
): void {
  const xOf = (time: number): number => toX(window, width - left, time);
  const ink = textOn(colours.job);
  const steps = toProgress(job);
  const end = xOf(Math.min(now, job.ended ?? now));
  ctx.fillStyle = ink;
  ctx.globalAlpha = 0.22;
  steps.forEach(({ at, fraction }, i) => {
    if (fraction === null) return;
    const x = xOf(at);
    const next = steps[i + 1];
    const tall = box.height * fraction;
    ctx.fillRect(x, box.y + box.height - tall, Math.max(0, (next ? xOf(next.at) : end) - x), tall);
  });
  ctx.globalAlpha = 0.8;
  const ticks = (moments: readonly number[], y: number): void => {
    let lastX = -Infinity;
    for (const at of moments) {
      const x = Math.round(xOf(at));
      // A job that is polled for minutes would have a solid foot.
      if (x - lastX < 3) continue;
      lastX = x;
      ctx.fillRect(x, y, 1, 3);
    }
  };
  ticks(
    job.polls.map(({ at }) => at),
    box.y + box.height - 3,
  );
  const { worker } = job;
  if (worker !== undefined) {
    ticks(worker.progress, box.y);
    const begun = xOf(Math.max(job.started, worker.started ?? Math.min(now, job.ended ?? now)));
    const queued = xOf(Math.max(job.started, worker.queued ?? job.started));
    ctx.fillStyle = hatchOf(ctx, colours.bg);
    ctx.fillRect(queued, box.y, Math.max(0, begun - queued), box.height);
    ctx.fillStyle = ink;
  }
  for (const { at } of [...steps.filter(({ fraction }) => fraction === null), ...job.setProps]) {
    ctx.beginPath();
    ctx.arc(xOf(at), box.y + 2.5, 1.5, 0, 7);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}
