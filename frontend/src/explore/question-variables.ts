import { computed, inject } from '@angular/core';
import { isAll, type VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { Messages } from '../messages/messages';
import type { FormVariables } from '../ui/schema-form/form-variables';
import { ExploreStore } from './explore.store';

/** For the forms: the variables that came along from a dashboard. */
export function offeredVariables(): FormVariables {
  const store = inject(ExploreStore);
  return { offered: computed(() => Object.keys(store.variables()).map((name) => ({ name, label: name }))) };
}

/** What was chosen on that dashboard, as people read it. */
export function chosenVariables(variables: VariableChoices, messages: Messages) {
  return Object.entries(variables).map(([name, choice]) => ({
    name,
    text: isAll(choice) ? messages('variables.all') : choice.map(String).join(', '),
  }));
}
