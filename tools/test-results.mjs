// Reads what Jest left behind in each project. Pure: tools/test.mjs does the running and the printing.

/**
 * Counts the results of one run.
 *
 * @param results one entry per expected result: its project and target, and what Jest wrote, or undefined when it wrote nothing
 * @param options `ci`: a skipped test counts as failed; `broken`: commands that failed without a failed test to blame
 */
export function count(results, { ci, broken }) {
  const failures = [];
  const skipped = [];
  let passed = 0;
  for (const { name, written } of results) {
    if (written === undefined) {
      failures.push(`${name}: left no result`);
      continue;
    }
    passed += written.numPassedTests;
    for (const suite of written.testResults) addSuite(name, suite, failures, skipped);
    if (written.numTotalTests === 0 && written.testResults.length === 0) failures.push(`${name}: has no tests`);
  }
  if (failures.length === 0) failures.push(...broken);
  if (ci) failures.push(...skipped.map((title) => `${title} (skipped, which counts as failed in CI)`));
  return { passed, failures, skipped };
}

function addSuite(name, suite, failures, skipped) {
  for (const { fullName, status } of suite.assertionResults) {
    if (status === 'failed') failures.push(`${name}: ${fullName}`);
    if (['pending', 'todo', 'disabled', 'skipped'].includes(status)) skipped.push(`${name}: ${fullName}`);
  }
  const blamed = suite.assertionResults.some(({ status }) => status === 'failed');
  if (suite.status === 'failed' && !blamed) failures.push(`${name}: ${suite.name} could not run`);
}

/** The lines that close a run. The last one is what programs read. */
export function closingLines({ passed, failures, skipped }) {
  return [
    ...skipped.map((title) => `skipped  ${title}`),
    ...failures.map((title) => `failed   ${title}`),
    `${passed} passed, ${failures.length} failed`,
  ];
}
