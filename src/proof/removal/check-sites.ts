import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A check of the suite: a statement of a test that calls `expect`. */
export interface CheckSite {
  /** `tests/<area>/<file>.test.ts`. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** Where the statement begins and ends in the text of the file. */
  start: number;
  end: number;
  /** The statement, on one line. */
  statement: string;
  /** The requirement that its test verifies. */
  requirement: string;
  /** The number of checks in its test. */
  siblings: number;
  /** Whether the test continues when the check fails. */
  isSoft: boolean;
}

/** Every check of the test files of a project except its self-tests, in their order. */
export function checkSites(root: string): CheckSite[] {
  const all = readdirSync(path.join(root, 'tests'), { recursive: true, encoding: 'utf8' });
  const files = all.filter((file) => file.endsWith('.test.ts') && !file.startsWith(`self${path.sep}`)).sort();
  return files.flatMap((file) => sitesIn(root, path.posix.join('tests', ...file.split(path.sep))));
}

/** The place of a check in the form of failed checks: `<file>:<line>`. */
export function placeOfCheck({ file, line }: Pick<CheckSite, 'file' | 'line'>): string {
  return `${file}:${String(line)}`;
}

function sitesIn(root: string, file: string): CheckSite[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return nodesIn(source).flatMap((node) => {
    const requirement = ts.isCallExpression(node) ? requirementOf(node) : undefined;
    if (requirement === undefined) return [];
    const statements = nodesIn(node).filter(ts.isExpressionStatement).filter(isCheck);
    return statements.map((statement) => ({
      file,
      line: source.getLineAndCharacterOfPosition(statement.getStart()).line + 1,
      start: statement.getStart(),
      end: statement.getEnd(),
      statement: statement.getText().replaceAll(/\s+/g, ' '),
      requirement,
      siblings: statements.length,
      isSoft: statement.getText().startsWith('expect.soft('),
    }));
  });
}

/** The requirement of a call with an argument `verifies('…')`, which declares a test; undefined for any other call. */
function requirementOf({ arguments: given }: ts.CallExpression): string | undefined {
  const [id] = given
    .filter(ts.isCallExpression)
    .flatMap(({ expression, arguments: [first] }) =>
      expression.getText() === 'verifies' && first && ts.isStringLiteral(first) ? [first.text] : [],
    );
  return id;
}

function isCheck(statement: ts.ExpressionStatement): boolean {
  return /^expect(?:\.soft)?\(/.test(statement.getText());
}

function nodesIn(node: ts.Node): ts.Node[] {
  const below: ts.Node[] = [];
  node.forEachChild((child) => {
    below.push(child, ...nodesIn(child));
  });
  return below;
}
