const MEANINGS: ReadonlyMap<number, string> = new Map([
  [400, ' (bad request)'],
  [401, ' (not authorised)'],
  [404, ' (not found)'],
]);

/** What is said of an error that came without a message. */
export const UNNAMED_ERRORS = {
  lost: 'The connection was lost before the response was complete.',
  notDash: 'The response was not written by Dash.',
  own: (status: number) =>
    `The server responded with ${status} (internal server error). Outside debug mode it does not send the exception.`,
  status: (status: number) => `The server responded with ${status}${MEANINGS.get(status) ?? ''}.`,
  none: 'The call failed without a message.',
};
