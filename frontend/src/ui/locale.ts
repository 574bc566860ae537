import { computed, inject, type Signal } from '@angular/core';
import { Language } from '../messages/language';

/** The locale for dates and numbers. It changes with the language, so it is read where something is written. */
export function injectLocale(): Signal<string> {
  return inject(Language).locale;
}

/** How numbers are written. */
export function injectNumberFormat(options: Intl.NumberFormatOptions = {}): Signal<Intl.NumberFormat> {
  const locale = injectLocale();
  return computed(() => new Intl.NumberFormat(locale(), options));
}
