import type { WritableSignal } from '@angular/core';
import type { FieldTree, FormSubmitOptions, ValidationError } from '@angular/forms/signals';
import { ApiError } from '../api/api-client';
import { injectMessages, type Messages } from '../messages/messages';
import { fieldSentence } from './problem-sentences';

type Fields = Record<string, FieldTree<unknown> | undefined>;

/**
 * What a form does when it is sent: the first wrong field gets the focus, what the server says about a field stands beside
 * that field, and any other failure goes to `failure`, to be shown in an error note. Called in an injection context.
 */
export function submission<Model>(
  send: () => Promise<void>,
  failure: WritableSignal<unknown>,
): FormSubmitOptions<Model, unknown> {
  const messages = injectMessages();
  return {
    action: async (form) => {
      failure.set(undefined);
      try {
        await send();
        return undefined;
      } catch (error) {
        const beside = besideFields(error, form as unknown as Fields, messages);
        if (beside.length === 0) failure.set(error);
        return beside;
      }
    },
    onInvalid: (form) => {
      form().errorSummary()[0]?.fieldTree().focusBoundControl();
    },
  };
}

function besideFields(error: unknown, form: Fields, messages: Messages): ValidationError.WithOptionalFieldTree[] {
  if (!(error instanceof ApiError)) return [];
  const { problem } = error;
  return (problem.errors ?? []).flatMap(({ path, message }) => {
    const fieldTree = form[path.split('.').at(-1) ?? ''];
    return fieldTree ? [{ kind: 'server', message: fieldSentence(problem, message, messages), fieldTree }] : [];
  });
}
