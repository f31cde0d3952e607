import { activityHandler } from './activity';
import { appHandler } from './app';
import { callsHandler } from './calls';
import { causesHandler } from './causes';
import { departureHandler } from './departure';
import { exchangesHandler } from './exchanges';
import type { Handler } from './handler';
import { inOrder } from './in-order';
import { jobErrorsHandler, jobsHandler, jobStepsHandler } from './jobs';
import { layoutHandler } from './layout';
import { limitsHandler } from './limits';
import { logHandler } from './log';
import { outlinesHandler } from './outlines';
import { sideUpdatesHandler } from './side-updates';
import { socketsHandler } from './sockets';
import { writesHandler } from './writes';

/** Every handler, in the order in which they see an event. */
export const HANDLERS: readonly Handler[] = inOrder([
  logHandler,
  appHandler,
  callsHandler,
  sideUpdatesHandler,
  outlinesHandler,
  socketsHandler,
  jobsHandler,
  exchangesHandler,
  jobErrorsHandler,
  causesHandler,
  departureHandler,
  activityHandler,
  jobStepsHandler,
  layoutHandler,
  writesHandler,
  limitsHandler,
]);
