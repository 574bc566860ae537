import { ApiError } from '../api/api-client';
import type { Messages } from '../messages/messages';
import { problemSentence } from './problem-sentences';

/** What an error note shows. */
export interface ProblemText {
  readonly sentence: string;
  readonly code: string;
  readonly requestId: string;
}

/** Any caught value as a sentence that says what happened and what to do. What the server said comes first. */
export function problemText(error: unknown, messages: Messages): ProblemText {
  if (error instanceof ApiError) {
    const { code, detail, requestId = '' } = error.problem;
    if (error.status === 0) return { sentence: messages('errors.unreachable'), code, requestId };
    if (error.status >= 500 && code === 'http') return { sentence: messages('errors.server'), code, requestId };
    return { sentence: problemSentence({ code, detail }, messages), code, requestId };
  }
  const name = error instanceof Error ? error.name : 'unknown';
  const sentence = messages(name === 'ZodError' || name === '$ZodError' ? 'errors.answer' : 'errors.unexpected');
  return { sentence, code: name, requestId: '' };
}
