/** Texts that several views share. */
export const COMMON_TEXTS = {
  follow: 'Scroll to new calls',
  onlyHiddenTitle: 'Only hidden callbacks',
  noCallbacksTitle: 'No callbacks yet',
  showCallback: (callback: string): string => `${callback}: show this callback`,
  wholeValue: 'the whole value',
  showUsers: (prop: string): string => `${prop}: show what reads and writes it`,
  showHistory: (prop: string): string => `${prop}: show its history`,
  noLongerRecorded: ', no longer recorded',
  clipboardRefused: 'the browser refused the clipboard',
  viewFailed: (view: string): string => `The ${view} could not be drawn`,
  viewFailedHelp:
    'The recording is safe, and the other views still work. Try again. If it happens again, please report this text:',
  forgottenTitle: 'A recording is limited in size: the oldest are dropped first',
  allTimes: 'Show all times',
};
