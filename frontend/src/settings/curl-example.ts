/** A command that sends one point with a new key, to be pasted into a terminal. */
export function curlExample(origin: string, secret: string, now: Date): string {
  const point = { metric: 'hello.quarterdeck', labels: { from: 'curl' }, time: now.toISOString(), value: 42 };
  return [
    `curl ${origin}/api/points \\`,
    `  -H 'Authorization: Bearer ${secret}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify([point])}'`,
  ].join('\n');
}
