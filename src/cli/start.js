/** Starts the command line, in plain JavaScript, so that it can say that packages are missing; 1 is what was found out of an API. */
try {
  await import('tsx');
  await import('./kor.ts');
} catch (error) {
  const [, name] = /^Cannot find (?:package|module) '([^'./][^']*)'/.exec(error.message) ?? [];
  // eslint-disable-next-line no-console -- what else writes is not there without its packages
  console.error(name === undefined ? error : `The package ${name} is not installed: run npm ci first.`);
  process.exitCode = 2;
}
