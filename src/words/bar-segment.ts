/** A segment of a bar. `run` is network and server in one, if the server did not report its own time. */
export type BarSegmentName =
  'wait' | 'network' | 'server' | 'run' | 'function' | 'job' | 'apply' | 'paint' | 'left out';
