import { startDash, type DashProcess } from '../cli/dash-process';

/** Starts one of `bench/apps`. */
export const startBenchApp = (name: string): Promise<DashProcess> => startDash(`../bench/apps/${name}`);
