import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closingLines, count } from './test-results.mjs';

const assertion = (status, fullName) => ({ status, fullName });
const result = (...assertionResults) => ({
  numPassedTests: assertionResults.filter(({ status }) => status === 'passed').length,
  numTotalTests: assertionResults.length,
  testResults: [{ name: 'a.spec.ts', status: 'passed', assertionResults }],
});
const quiet = { ci: false, broken: [] };
const closing = (results, options = quiet) => closingLines(count(results, options)).at(-1);

describe('the closing line of the tests', () => {
  it('adds up the results of all projects', () => {
    const green = result(assertion('passed', 'works'), assertion('passed', 'works again'));
    const red = result(assertion('passed', 'works'), assertion('failed', 'breaks'));
    assert.equal(closing([{ name: 'sdk', written: green }]), '2 passed, 0 failed');
    assert.equal(
      closing([
        { name: 'sdk', written: green },
        { name: 'backend', written: red },
      ]),
      '3 passed, 1 failed',
    );
  });

  it('counts a project that left no result as one failure and names it', () => {
    const lines = closingLines(count([{ name: 'backend test', written: undefined }], quiet));
    assert.deepEqual(lines, ['failed   backend test: left no result', '0 passed, 1 failed']);
  });

  it('counts a file that could not run, although none of its tests failed', () => {
    const crashed = {
      numPassedTests: 0,
      numTotalTests: 0,
      testResults: [{ name: 'a.spec.ts', status: 'failed', assertionResults: [] }],
    };
    assert.equal(closing([{ name: 'sdk', written: crashed }]), '0 passed, 1 failed');
  });

  it('counts a project without a single test', () => {
    assert.equal(
      closing([{ name: 'sdk', written: { numPassedTests: 0, numTotalTests: 0, testResults: [] } }]),
      '0 passed, 1 failed',
    );
  });

  it('names skipped tests, and in CI counts them as failed', () => {
    const partly = [{ name: 'sdk', written: result(assertion('passed', 'works'), assertion('pending', 'waits')) }];
    assert.deepEqual(closingLines(count(partly, quiet)), ['skipped  sdk: waits', '1 passed, 0 failed']);
    assert.equal(closing(partly, { ...quiet, ci: true }), '1 passed, 1 failed');
  });

  it('counts a failed command that left only good results', () => {
    const green = [{ name: 'sdk', written: result(assertion('passed', 'works')) }];
    assert.equal(closing(green, { ci: false, broken: ['nx run-many -t build: exit code 1'] }), '1 passed, 1 failed');
  });
});
