/** The same words as on the reader's screen. */
const WORDS: Readonly<Record<string, string>> = { en: 'All', fr: 'Tout' };

/** What the title of a report says in the place of a variable whose every value is chosen. */
export const allWord = (locale: string): string => WORDS[new Intl.Locale(locale).language] ?? 'All';
