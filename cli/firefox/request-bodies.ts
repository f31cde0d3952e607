import type { Fields, Message } from './bidi-repairs';

/** The header in which a request reports its own body: Playwright reads no body from Firefox. */
export const BODY_HEADER = 'x-dash-callback-devtools-body';

/** The maximum length of a body that is kept; longer ones are left out. */
const MOST_BYTES = 20_000_000;

interface Data {
  readonly bytes: { readonly type: 'string' | 'base64'; readonly value: string };
}

export interface RequestBodies {
  /** Asks Firefox to keep the bodies; older versions cannot. */
  readonly collect: () => Promise<void>;
  /** Sends a message to the client, in order; a message about a request waits until its body is known. */
  readonly deliver: (message: Message) => void;
}

export function createRequestBodies(
  send: (method: string, params: Fields) => Promise<Fields>,
  toClient: (message: Message) => void,
): RequestBodies {
  let isCollecting = false;
  let delivered: Promise<void> = Promise.resolve();

  const withBody = async (message: Message): Promise<Message> => {
    const params = message.params ?? {};
    const request = params['request'] as Fields & { readonly headers: readonly unknown[] };
    try {
      const id = { request: request['request'], dataType: 'request' };
      const { bytes } = (await send('network.getData', id)) as unknown as Data;
      const value = bytes.type === 'string' ? bytes.value : Buffer.from(bytes.value, 'base64').toString();
      const headers = [...request.headers, { name: BODY_HEADER, value: { type: 'string', value } }];
      return { ...message, params: { ...params, request: { ...request, headers } } };
    } catch {
      // A body that Firefox did not keep: the request has none, or the page is gone.
      return message;
    }
  };

  return {
    async collect() {
      const wanted = { dataTypes: ['request'], maxEncodedDataSize: MOST_BYTES };
      isCollecting = await send('network.addDataCollector', wanted).then(
        () => true,
        () => false,
      );
    },
    deliver(message) {
      if (!isCollecting) {
        toClient(message);
        return;
      }
      const request = message.params?.['request'] as Fields | undefined;
      const hasBody = message.method === 'network.beforeRequestSent' && request?.['method'] === 'POST';
      const complete = hasBody ? withBody(message) : Promise.resolve(message);
      delivered = delivered.then(async () => toClient(await complete));
    },
  };
}
