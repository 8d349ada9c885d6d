import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const attachment = '7b76d6c0-1bdf-4031-8385-d9e13255166a-attachment.httpexchange';
const startedAt = '2026-11-26T16:43:57.000Z';

/** A test result as the Allure reporter wrote it. */
const result = {
  uuid: 'acd24e47-ea17-47cc-b331-74efdee79675',
  name: 'keeps every submitted field of an individual',
  historyId: '1e3c8efb1d7e5c4c1ffb2a32f6ad0fd5:1b8f6366fe015bf847a7be419b380138',
  status: 'passed',
  statusDetails: {},
  stage: 'finished',
  steps: [
    {
      name: 'After Hooks',
      status: 'passed',
      statusDetails: {},
      stage: 'finished',
      steps: [],
      attachments: [
        { name: '1. POST /v1/customers', type: 'application/vnd.allure.http+json', source: attachment },
      ],
      parameters: [],
    },
  ],
  attachments: [],
  parameters: [{ name: 'Project', value: 'core' }],
  labels: [
    { name: 'language', value: 'javascript' },
    { name: 'framework', value: 'playwright' },
    { name: 'tag', value: 'CUS-003' },
    { name: 'tag', value: 'must' },
    { name: 'epic', value: 'RocketKOR Customer API' },
  ],
  links: [],
  start: 1795970610483,
  stop: 1795970610508,
  testCaseId: '1e3c8efb1d7e5c4c1ffb2a32f6ad0fd5',
  fullName:
    'customers/create-customer.test.ts › POST /v1/customers › keeps every submitted field of an individual',
};

const known = '0bbe9d9f2194728e3dd29c01fc5f4279.1b8f6366fe015bf847a7be419b380138';

/** The history of a report of one run, as it is restored before the next run. */
export const firstHistory = `${JSON.stringify({
  uuid: 'a07f8619-50e3-4732-ad4e-02de87aa1c0b',
  name: 'RocketKOR Customer API: conformance',
  timestamp: 1795970619516,
  knownTestCaseIds: ['0bbe9d9f2194728e3dd29c01fc5f4279'],
  testResults: {
    [known]: {
      id: '68955b8fad09013dfe445da423e83198',
      name: 'CUS-005 starts the business as ACTIVE',
      fullName: 'customers/create-customer.test.ts › POST /v1/customers › starts the business as ACTIVE',
      environment: 'default',
      status: 'passed',
      start: 1795970610483,
      stop: 1795970610508,
      duration: 25,
      labels: [
        { name: 'tag', value: 'CUS-005' },
        { name: 'verdict', value: 'passed' },
        { name: '_run', value: `r507fc09508c4 ${startedAt}` },
      ],
      url: '',
      historyId: known,
      reportLinks: [],
    },
  },
  metrics: {},
  url: '',
})}\n`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-3R4tIAXX2JCvxsTZOh3+zjfGDONTT/vJbe7Kt8VHvwU=&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">
<meta name="viewport" content="width=device-width, initial-scale=1">
`;

/** The files of release 0.1.0 in a report folder, by path: each begins as that release wrote it, and is truncated. */
export const firstRelease: Record<string, string> = {
  '.running': '4194305', // a process that no machine has
  '.once-evidence/identity verification.created': '[]',
  '.once-evidence/identity verification/': '',
  'evidence.ndjson': `${JSON.stringify({
    kind: 'exchange',
    test: 'preflight',
    index: 1,
    operation: 'exchangeApiKey',
    startedAt,
    milliseconds: 259.1,
    nth: 1,
    request: { method: 'POST', url: 'http://127.0.0.1:46321/v1/api-keys/exchange', headers: {} },
    answer: { status: 200, headers: [], body: '{"access_token":"[redacted]","expires_in":3600}' },
  })}\n`,
  'exploration.ndjson':
    '{"kind":"observation","test":"preflight","about":"reads after writes","seen":"follow at once"}\n',
  'conformance.json': `${JSON.stringify(
    {
      schemaVersion: 1,
      suite: 'rocketkor-conformance 0.1.0',
      description: { title: 'RocketKOR Customer API', version: '3.0.0', digest: 'c3bc4a170a03dd1d' },
      result: 'passed',
      exitCode: 0,
    },
    null,
    2,
  )}\n`,
  'conformance.html': `${page}<title>FAILED: RocketKOR Customer API, conformance</title>\n`,
  'junit.xml': `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="RocketKOR Customer API" tests="236" failures="1" errors="0" skipped="228" time="9.265">
  <testsuite name="Authentication" tests="6" failures="0" errors="0" skipped="6" timestamp="${startedAt}">
    <properties>
      <property name="target" value="embedded sandbox; says nothing about any API"/>
      <property name="seed" value="ff7288b78027707b"/>
    </properties>
    <testcase classname="Authentication" name="AUT-001 MUST An API key and its secret are exchanged for an access token with a lifetime in seconds.">
`,
  [`allure-results/${result.uuid}-result.json`]: JSON.stringify(result),
  [`allure-results/${attachment}`]: '{"schemaVersion":1,"start":1795970610483}',
  'allure-results/environment.properties':
    'Target=embedded sandbox; says nothing about any API\nDescription=RocketKOR Customer API 3.0.0 (c3bc4a170a03dd1d)\nProfile=core\nSeed=ff7288b78027707b\nRun\\ id=r507fc09508c4\nSuite=rocketkor-conformance 0.1.0',
  'allure-history.jsonl': firstHistory,
  'allure.html': `<!DOCTYPE html>
<html dir="ltr" lang="en">
<head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'unsafe-inline' data: blob:">
    <script>
      const asked = new AbortController();
`,
  'certificate.html': `${page}<title>DEMO: Certificate of conformance, embedded sandbox</title>\n`,
  'test-results/.last-run.json': '{\n  "status": "failed",\n  "failedTests": []\n}',
};

/** Two hours ago. A lock of that release contains only a process id, so the time of the last write shows whether its run is still going on. */
const writtenAt = new Date(Date.now() - 7_200_000);

/** Writes the files of release 0.1.0, or some of them, into a folder. */
export function writeFirstRelease(folder: string, names = Object.keys(firstRelease)): void {
  for (const name of names) {
    const isFolder = name.endsWith('/');
    const place = path.join(folder, name);
    mkdirSync(isFolder ? place : path.dirname(place), { recursive: true });
    if (isFolder) continue;
    writeFileSync(place, firstRelease[name] ?? '');
    utimesSync(place, writtenAt, writtenAt);
  }
}
