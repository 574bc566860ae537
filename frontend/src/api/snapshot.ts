/** The frozen bytes that the printer serves beside the page; see backend/src/reports/print-site.ts. */
export async function snapshotBytes(): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch('/snapshot');
  if (!response.ok) throw new Error(`The snapshot was not served: ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}
