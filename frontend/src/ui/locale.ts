import { inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** The locale for dates and numbers: the reader's own, as long as it speaks the language of the texts. */
export function injectLocale(): string {
  const language = inject(TranslocoService).getActiveLang();
  return navigator.languages.find((locale) => locale.startsWith(language)) ?? language;
}
