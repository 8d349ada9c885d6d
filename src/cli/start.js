/** Starts the command line, in plain JavaScript, so that it can report missing packages with exit code 2; 1 is for findings about an API. */
try {
  await import('tsx');
  await import('./kor.ts');
} catch (error) {
  const [, name] = /^Cannot find (?:package|module) '([^'./][^']*)'/.exec(error.message) ?? [];
  // eslint-disable-next-line no-console -- other ways to write need packages that may be missing
  console.error(name === undefined ? error : `The package ${name} is not installed: run npm ci first.`);
  process.exitCode = 2;
}
