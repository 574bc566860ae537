import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import type { Messages } from '../../messages/messages';
import { problemSentence } from '../../ui/problem-sentences';
import { problemText } from '../../ui/problem-text';
import type { FailureText } from './panel-failure';
import type { WidgetFailure } from './widget-host';

const FAULTS = {
  core: 'panel.fault.core',
  plugin: 'panel.fault.plugin',
  upstream: 'panel.fault.upstream',
  settings: 'panel.fault.settings',
} as const;
const WIDGET_FAILURES = {
  missing: 'panel.widget.missing',
  load: 'panel.widget.load',
  options: 'panel.widget.options',
  draw: 'panel.widget.draw',
  code: 'panel.code.sentence',
} as const;

/** What the server said about one panel. Its sentence says what to do; whose fault it is we say before it. */
export function ofProblem({ code, detail, fault }: PartialProblem, messages: Messages): FailureText {
  const said = problemSentence({ code, detail }, messages);
  return {
    whose: messages(FAULTS[fault]),
    // A plugin that is down knows what happened, not what to do.
    sentence: fault === 'plugin' ? `${said} ${messages('panel.fault.pluginHelp')}` : said,
    details: code,
    retryable: fault !== 'settings',
  };
}

/** The question as a whole got no answer. */
export function ofError(error: unknown, messages: Messages): FailureText {
  const { sentence, code, requestId } = problemText(error, messages);
  const details = [code, requestId].filter(Boolean).join(' · ');
  return { whose: messages('panel.fault.core'), sentence, details, retryable: true };
}

/** The widget's own code failed, the page lacks what draws its picture, or it was given options that it does not take. */
export function ofWidget({ kind, widget, message }: WidgetFailure, messages: Messages): FailureText {
  return {
    whose: kind === 'code' ? messages('panel.code.whose') : messages('panel.widget.failed', { widget }),
    sentence: messages(WIDGET_FAILURES[kind]),
    details: message,
    retryable: kind === 'load' || kind === 'code',
  };
}
