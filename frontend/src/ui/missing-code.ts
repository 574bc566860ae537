/** A part of this page's own code that could not be fetched: the network's fault, not that of whoever asked for it. */
export class MissingCode extends Error {
  override readonly name = 'MissingCode';
}

/** Fetches a part of the page's code by `importing`. Throws {@link MissingCode}; asking again tries again. */
export async function fetchCode<T>(importing: () => Promise<T>): Promise<T> {
  try {
    return await importing();
  } catch (cause) {
    throw new MissingCode(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
