/** Only the web, a page of this product or (`?…`) the page at hand, and what stands before the path is written out: data never choose the host. */
const SAFE_START = /^(?:https?:\/\/[^\s/?#\\@{}]+(?=[/?#]|$)|\/(?![/\\])|\?)/i;
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** True for an address template that may be saved and shown. */
export function isLinkAddress(template: string): boolean {
  // eslint-disable-next-line no-control-regex -- browsers drop tabs and line breaks, which could make `/` + `/` of it
  if (!SAFE_START.test(template) || /[\s\\\u0000-\u001f]/.test(template.replace(PLACE, ''))) return false;
  return !/[{}]/.test(template.replace(PLACE, ''));
}

/** The names that stand in braces, in their order. */
export const linkPlaces = (template: string): string[] => [...template.matchAll(PLACE)].map(([, name = '']) => name);

/**
 * The address with every `{{name}}` replaced by its value, encoded so that it stays one part of a path or a query. Null
 * where a value is missing or would change the way: a link that leads somewhere else is worse than none.
 */
export function linkAddress(template: string, valueOf: (name: string) => string | null | undefined): string | null {
  if (!isLinkAddress(template)) return null;
  const missing: string[] = [];
  const address = template.replace(PLACE, (_, name: string) => {
    const value = valueOf(name);
    // Dots alone would climb the path, encoded or not.
    if (value === null || value === undefined || /^\.{0,2}$/.test(value)) missing.push(name);
    return encoded(value ?? '');
  });
  return missing.length === 0 && isLinkAddress(address) ? address : null;
}

/** A lone half of a letter cannot be encoded; it becomes the sign for an unreadable one. */
const encoded = (value: string) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
