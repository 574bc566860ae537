/** A part of this page's own code that could not be fetched: the network's fault, not that of whoever asked for it. */
export class MissingCode extends Error {
  override readonly name = 'MissingCode';
}

let hasLostNetwork = false;
// Only what the browser reports counts: on a machine that never had a network the server may be reached all the same.
globalThis.addEventListener('offline', () => (hasLostNetwork = true));
globalThis.addEventListener('online', () => (hasLostNetwork = false));

/**
 * Fetches a part of the page's code by `importing`. Throws {@link MissingCode}; asking again tries again. After the network
 * went it does not even begin: a browser remembers what one import could not fetch, and then fails until the page is loaded
 * anew.
 */
export async function fetchCode<T>(importing: () => Promise<T>): Promise<T> {
  if (hasLostNetwork) throw new MissingCode('There is no network.');
  try {
    return await importing();
  } catch (cause) {
    throw new MissingCode(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
