import { refused, type Answer } from '../protocol/answer';
import { numberOf, type CallId } from '../trace/types';
import type { AgentClient } from '../transport/agent-client';

/** What can be requested from the page of a document. */
export interface PageQuestions {
  readonly fetchValue: (text: number, path: readonly (string | number)[]) => Promise<Answer<string>>;
  /** Cancels the job of a call, as the app's own cancel input would. */
  readonly cancelJob: (call: CallId) => Promise<Answer<null>>;
  /** Lets the user choose a component in the page; `null` if nothing was chosen, or the page is gone. */
  readonly pick: () => Promise<string | null>;
  readonly stopPicking: () => void;
  /** Shows in the page where components are; an empty list removes the frames. */
  readonly highlight: (components: readonly string[]) => void;
}

/** @param currentLine to the page, `null` while there is none: then each answer is that the page is gone */
export const askPage = (currentLine: () => AgentClient | null): PageQuestions => ({
  async fetchValue(text, path) {
    const answer = await currentLine()?.fetchValue(text, path);
    return answer ?? refused('page_gone');
  },
  async cancelJob(call) {
    const answer = await currentLine()?.cancelJob(numberOf(call));
    return answer ?? refused('page_gone');
  },
  async pick() {
    const answer = await currentLine()?.pick();
    return answer?.ok === true ? answer.value : null;
  },
  stopPicking: () => currentLine()?.stopPicking(),
  highlight: (components) => currentLine()?.highlight(components),
});
