/** Jest's global teardown: takes away what the global setup made. */
export default async function tearDown() {
  await globalThis.quarterdeckTearDown?.();
}
