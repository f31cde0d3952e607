import { canInstallDebianPackages, findOnPath, installDebianPackages } from './command.mjs';
import { PlainError } from './plain-error.mjs';

/** What to do where it cannot be installed without asking. */
export const REDIS_MISSING =
  'The tests of Celery jobs need redis-server: install it (Debian and Ubuntu: sudo apt install redis-server).';

const isInstalled = () => findOnPath('redis-server') !== null;

/**
 * For the tests of background jobs with Celery, which start it on a port of their own; nobody needs it to use the tool.
 * @type {import('../setup.mjs').Step}
 */
export const redis = {
  name: 'Redis, for the tests of Celery jobs',
  isDone: isInstalled,
  run: async () => {
    if (canInstallDebianPackages()) await installDebianPackages(['redis-server'], REDIS_MISSING);
    if (!isInstalled()) throw new PlainError(REDIS_MISSING);
  },
};
