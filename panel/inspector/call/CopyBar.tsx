import { contextOf } from '../../../src/trace/context';
import type { JsonValue } from '../../../src/lib/json';
import type { Call, CallbackDefinition } from '../../../src/trace/types';
import { describeFailure } from '../../../src/words/failures';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';
import { usePanelSource, usePanelStore } from '../../store/panel-context';
import { CopyButton } from '../../ui/CopyButton';
import { hasCutValue } from '../../ui/values/cut-value';
import { toCallRecord } from './to-call-record';
import { toCurl } from './to-curl';
import { toPythonLiteral } from '../values/to-python-literal';

/** Takes a call elsewhere: as a record, as the context to try a function with, as a request to send again. */
export function CopyBar({
  call,
  definition,
  app,
}: {
  readonly call: Call;
  readonly definition: CallbackDefinition | null;
  readonly app: string;
}) {
  const store = usePanelStore();
  const source = usePanelSource();
  const context = contextOf(call, definition ?? undefined);
  const request = call.request;
  const isSent = call.transport === 'http' && request !== null;

  const curl = async (): Promise<string> => {
    if (!request) throw new Error(CALL_DETAIL_TEXTS.nothingSent);
    const body = await source.fetchValue(app, { text: request.text, path: [] });
    // A small request is here whole even after the page has forgotten its text.
    const text = body.ok
      ? body.value
      : request.json !== undefined && !hasCutValue(request.json)
        ? JSON.stringify(request.json)
        : null;
    if (text === null) throw new Error(body.ok ? CALL_DETAIL_TEXTS.requestUnknown : describeFailure(body.reason));
    const from = store.getState().apps.find(({ id }) => id === app);
    const command = from === undefined ? null : toCurl(from.url, from.model.app.requestBase, text);
    if (command === null) throw new Error(CALL_DETAIL_TEXTS.addressUnknown);
    return command;
  };

  return (
    <div className="copy" role="group" aria-label={CALL_DETAIL_TEXTS.copy}>
      <span className="ui-dim">Copy as</span>
      <CopyButton label="JSON" text={() => JSON.stringify(toCallRecord(call, definition ?? undefined), null, 2)} />
      {context ? (
        <CopyButton label="Python literal" text={() => toPythonLiteral(context as unknown as JsonValue)} />
      ) : null}
      {isSent ? <CopyButton label="curl" text={curl} /> : null}
    </div>
  );
}
