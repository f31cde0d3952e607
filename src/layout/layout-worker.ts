/**
 * The worker in which ELK runs. When ELK's worker script is imported without a document, it handles `elk-api`'s
 * messages by itself; nothing else is needed. This is a separate file so that the bundler emits it as a script of the
 * extension: its content security policy allows neither blob workers nor other origins.
 */
import 'elkjs/lib/elk-worker.min.js';
