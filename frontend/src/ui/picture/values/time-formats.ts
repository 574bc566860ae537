const formats = new Map<string, Intl.DateTimeFormat>();
const MOST = 200;

/** A formatter for times, made once: making one costs a hundred times more than using it. */
export function timeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= MOST) formats.clear();
    formats.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  }
  return format;
}
