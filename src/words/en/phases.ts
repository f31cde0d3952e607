import type { PhaseNote } from '../../analysis/phase-segments';

export const PHASE_NOTES: Readonly<Record<PhaseNote, string>> = {
  no_server_time:
    'Network and server time are shown together because the server did not report its own time. Dash reports it in debug mode on Flask and Quart; the companion package reports it everywhere.',
  no_server_time_websocket:
    'Network and server time are shown together because Dash reports no server time over the WebSocket; the companion package does.',
  job_includes_polls: 'The job’s time includes the polls for its result.',
};
