import { canInstallDebianPackages, findOnPath, installDebianPackages } from './command.mjs';
import { PlainError } from './plain-error.mjs';

/** What to do if it cannot be installed automatically. */
export const REDIS_MISSING =
  'The tests of Celery jobs need redis-server: install it (Debian and Ubuntu: sudo apt install redis-server).';

const isInstalled = () => findOnPath('redis-server') !== null;

/**
 * For testing background jobs with Celery; the tests start it on their own port. Not needed for using the extension.
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
