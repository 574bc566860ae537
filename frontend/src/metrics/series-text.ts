/** `country=DE, shop=north`: how a series is called by its labels. Empty for the one without labels. */
export const seriesText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
