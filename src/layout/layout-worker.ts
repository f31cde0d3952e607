/**
 * The worker ELK runs in. Importing ELK's worker script where there is no document makes it answer `elk-api`'s
 * messages by itself; nothing else is needed. Kept in a file of our own so that the bundler emits it as a script of
 * the extension: its content security policy allows neither blob workers nor other origins.
 */
import 'elkjs/lib/elk-worker.min.js';
