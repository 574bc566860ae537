import { computed, inject, type Signal } from '@angular/core';
import { Language } from '../messages/language';

/** The locale for dates and numbers. It changes with the language, so it is read where something is written. */
export function injectLocale(): Signal<string> {
  return inject(Language).locale;
}

/** Which counts take the singular: one in English; none and one in French. */
export function injectIsOne(): (count: number) => boolean {
  const locale = injectLocale();
  const rules = computed(() => new Intl.PluralRules(locale()));
  return (count) => rules().select(count) === 'one';
}

/** How numbers are written. */
export function injectNumberFormat(options: Intl.NumberFormatOptions = {}): Signal<Intl.NumberFormat> {
  const locale = injectLocale();
  return computed(() => new Intl.NumberFormat(locale(), options));
}
