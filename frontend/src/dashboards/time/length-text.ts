/** `30 seconds`, `5 minutes`: whole minutes are said as such. */
export function lengthText(seconds: number, locale: string, unitDisplay: 'short' | 'long' = 'short'): string {
  const isMinutes = seconds >= 60 && seconds % 60 === 0;
  const unit = isMinutes ? 'minute' : 'second';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(isMinutes ? seconds / 60 : seconds);
}
