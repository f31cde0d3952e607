import { toMilliseconds } from '../../lib/brand';
import type { AgentEvent } from '../../protocol/events';
import { toPageBody } from '../body';
import { PREVENTED } from '../result';
import { toServerTime } from '../server-timing';
import type { Owned } from '../state';
import { callIdOf } from '../types';
import { MOST_OPEN, updateCall } from './calls';
import { nameWriter } from './causes';
import { newest, sliceHandler } from './handler';
import { addEvent } from './log';
import { addSideUpdate } from './side-updates';

/** Calls over the websocket, and the connection itself (Dash 4.2+; docs/dash-internals.md#websocket). */
export const socketsHandler = sliceHandler({
  name: 'sockets',
  after: ['calls', 'side-updates'],
  create: () => ({ socketCalls: new Set(), prevented: new Set(), interrupted: new Set(), connection: 'up' }),
  limits: { socketCalls: newest(MOST_OPEN), prevented: newest(MOST_OPEN), interrupted: newest(MOST_OPEN) },
  handle,
});

function handle(state: Owned<'sockets'>, event: AgentEvent): void {
  const at = toMilliseconds(event.at);
  switch (event.type) {
    case 'socket-sent':
      state.socketCalls.add(callIdOf(event.call));
      updateCall(state, callIdOf(event.call), ({ phases }) => ({
        phases: { ...phases, sent: at },
        request: event.payload === null ? null : toPageBody(event.payload),
      }));
      break;
    case 'socket-answered':
      state.socketCalls.delete(callIdOf(event.call));
      updateCall(state, callIdOf(event.call), ({ phases }) => ({
        phases: { ...phases, received: at, parsed: at },
        response:
          event.response === null
            ? null
            : toPageBody({
                response: event.response,
                ...(event.sideUpdate === null ? {} : { sideUpdate: event.sideUpdate }),
              }),
      }));
      if (event.status === 'prevent_update') state.prevented.add(callIdOf(event.call));
      break;
    case 'server-time':
      updateCall(state, callIdOf(event.call), () => ({ server: toServerTime(event.parts) }));
      break;
    case 'connection':
      if (event.what === 'disconnected') state.connection = 'lost';
      else if (event.what === 'connected' && state.connection === 'lost') state.connection = 'back';
      addEvent(state, { at, type: 'connection', what: event.what, detail: event.detail });
      // The renderer resolves them as if they had raised PreventUpdate (docs/dash-internals.md#lost-connection).
      for (const call of event.interrupted) {
        state.socketCalls.delete(callIdOf(call));
        state.interrupted.add(callIdOf(call));
      }
      break;
    case 'lifecycle':
      // Dash starts again from the beginning, and that is why it requests these callbacks.
      if (event.state === 'RELOAD' && state.connection === 'back') state.connection = 'up';
      break;
    case 'props': {
      // The stream does not name the call it belongs to; if a single call is open, it is that one.
      if (event.origin !== 'websocket' || state.socketCalls.size !== 1) break;
      const [only] = state.socketCalls;
      if (only === undefined) break;
      nameWriter(state, event.seq, only);
      addSideUpdate(state, only, { at, origin: 'set_props', props: { [event.id]: event.props } });
      break;
    }
    case 'applied': {
      const id = callIdOf(event.call);
      if (state.interrupted.delete(id)) {
        updateCall(state, id, () => ({
          outcome: 'cancelled',
          reason: { code: 'connection_lost', params: {} },
        }));
      } else if (state.prevented.delete(id)) updateCall(state, id, () => PREVENTED);
      break;
    }
    // A superseded call goes on at the server and may still write: it is open until its response arrives.
    default:
      break;
  }
}
