/** @typedef {{ selector: string, message: string }} Restriction */

/** @param {string} message @param {string[]} selectors @returns {Restriction} */
const never = (message, ...selectors) => ({ selector: selectors.join(', '), message });

const declaredType = ':matches(TSInterfaceDeclaration, TSTypeAliasDeclaration, ClassDeclaration)';
const fixtureFunction =
  ":matches(CallExpression[callee.name='test'] > :function, :matches(Property, Property > ArrayExpression) > :function[params.1.name='use'])";

/** Restrictions for all files. */
export const names = [
  never(
    "Types are domain words: no 'I' in front and no 'Type' behind.",
    `${declaredType}[id.name=/^I[A-Z][a-z]|.Type$/]`,
  ),
  never('No enum: the words come from the description, as a union of literals.', 'TSEnumDeclaration'),
  never(
    'Name it for the noun it is: no Helper, Manager, Service or Base.',
    `${declaredType}[id.name=/(Helper|Manager|Service)s?$|^Base[A-Z]/]`,
    'FunctionDeclaration[id.name=/(Helper|Manager|Service)s?$|^Base[A-Z]/]',
  ),
  never(
    'Name the file that is imported, so that the rules of imports can judge it.',
    "ImportExpression:not([source.type='Literal'])",
    "CallExpression[callee.name='require']:not([arguments.0.type='Literal'])",
  ),
  never(
    'No variable at module level changes: state that outlives a call makes the order of tests matter.',
    "Program > VariableDeclaration[kind='let']",
    "Program > ExportNamedDeclaration > VariableDeclaration[kind='let']",
  ),
];

/** Restrictions everywhere except in src/target. */
export const environment = [
  never(
    'Only src/target reads process.env: ask it.',
    "MemberExpression[property.name='env']:matches([object.name='process'], [object.property.name='process'])",
    "MemberExpression[object.name='process'][property.value='env']",
    "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']",
  ),
];

/** Restrictions in specs/. */
export const data = [
  never('specs/ is data: what computes belongs to src/contract.', ':function', 'ClassDeclaration'),
];

/** Restrictions in src/ (except the sandbox, which uses the vendor's wording) and fixtures/. */
export const voice = [
  never(
    "Messages state facts: no 'please', no exclamation marks, no emoji.",
    'Literal[value=/\\bplease\\b|[a-z)]!(\\s|$)|\\p{Emoji_Presentation}/iu]',
    'TemplateElement[value.raw=/\\bplease\\b|[a-z)]!(\\s|$)|\\p{Emoji_Presentation}/iu]',
  ),
];

/** Restrictions in src/. */
export const terminal = [
  never(
    'What goes to a terminal goes through say, warn or forTerminal, so that nothing in it can steer that.',
    "CallExpression[callee.object.property.name=/^std(out|err)$/][callee.property.name='write']:not([arguments.0.callee.name='forTerminal'])",
  ),
];

/** Restrictions in fixtures/ and tests/<area>. */
export const runner = [
  never(
    "No test is skipped: what cannot be tested is red ('Not testable'), and a known deviation has a waiver.",
    'CallExpression[callee.property.name=/^(skip|fixme)$/]',
  ),
  never(
    "Every request goes through src/exchange: Playwright's own request, page and context are not used.",
    `${fixtureFunction} > ObjectPattern > Property[key.name=/^(request|page|context|browser|playwright)$/]`,
  ),
];

/** Restrictions in fixtures/. */
export const fixture = [
  never(
    'A fixture arranges or hands over; it never asserts.',
    "CallExpression[callee.name='expect']",
    "CallExpression[callee.object.name='expect'][callee.property.name=/^(soft|poll)$/]",
  ),
  never(
    'A fixture is a noun a test could own: no Helper, Manager or Service.',
    ':matches(TSPropertySignature, Property)[key.name=/(Helper|Manager|Service)s?$/]',
  ),
  never(
    "A matcher is 'to', a verb and the domain's word: toMatchContract.",
    "CallExpression[callee.property.name='extend'][callee.object.name=/expect$/i] > ObjectExpression > Property[key.name!=/^to[A-Z]/]",
  ),
];

/** Restrictions in fixtures/matchers/. */
export const matcher = [
  never('A matcher is synchronous: an assertion nobody awaits would pass.', ':function[async=true]'),
];

/** Forbidden globals in src/, fixtures/ and tests/<area>. */
export const sending = [{ name: 'fetch', message: 'Every request goes through src/exchange.' }];

/** Forbidden globals in tests/<area>. */
export const unsteady = [
  ...['crypto', 'performance', 'Date'].map((name) => ({
    name,
    message: 'No randomness and no clock of your own: they break the seed. Ask a fixture.',
  })),
  ...['setImmediate', 'setInterval', 'setTimeout'].map((name) => ({
    name,
    message: 'Never wait for a time: wait for a state, with expect.poll and a stated bound.',
  })),
];

/** Restrictions in tests/<area>. */
export const ideal = [
  never("No 'let': a test names what it has once.", "VariableDeclaration[kind!='const']"),
  never(
    'No branches: a test that decides is two tests.',
    'IfStatement',
    'SwitchStatement',
    'ConditionalExpression',
    'LogicalExpression',
  ),
  never('No try/catch: what throws fails the test.', 'TryStatement'),
  never('No casts: a body is unknown until a matcher has checked it.', 'TSAsExpression', 'TSTypeAssertion'),
  never(
    'No randomness of your own: it breaks the seed. Ask a fixture.',
    "MemberExpression[object.name='Math'][property.name='random']",
  ),
  never(
    'What is eventually so has a stated bound: expect.poll(…, { timeout }).',
    "CallExpression[callee.object.name='expect'][callee.property.name='poll'][arguments.length<2]",
  ),
  never(
    'No status codes: name the outcome, and the description knows its statuses.',
    "Property[key.name='status'] > Literal[raw=/^[1-5]\\d\\d$/]",
    'CallExpression[callee.property.name=/^(toBe|toEqual|toStrictEqual|toMatchContract)$/] > Literal[raw=/^[1-5]\\d\\d$/]',
  ),
  never(
    'No test is expected to fail or to be slow: only the proof harness marks a test as expected to fail.',
    "CallExpression[callee.object.name='test'][callee.property.name=/^(fail|slow)$/]",
  ),
  never(
    'Tests share nothing and run in any order.',
    'MemberExpression[property.name=/^(serial|configure)$/]',
  ),
  never(
    'Tests are made in a loop only over what is derived from the description.',
    "CallExpression[callee.property.name='describe'] > :function > BlockStatement > ForOfStatement[right.callee.name!=/^(derived|derivedParameters|operationsOf)$/]",
  ),
  never(
    'A test file holds its imports and one describe; what tests share is a fixture.',
    'Program > :not(ImportDeclaration, ExpressionStatement)',
    "CallExpression[callee.property.name='describe'] > :function > BlockStatement > :not(ExpressionStatement, ForOfStatement)",
  ),
];

/** Matchers that assert too little, forbidden in tests/<area>. */
export const matchers = Object.fromEntries(
  ['toBeTruthy', 'toBeFalsy', 'toBeDefined', 'toBeOK'].map((name) => [
    name,
    'It says too little: name the value, or match the contract.',
  ]),
);

/** What a title in tests/<area> must not contain. */
export const titles = {
  disallowedWords: ['should', 'correctly', 'valid data'],
  mustNotMatch: ['@', "No '@' in a title: verifies() gives the tags."],
};

/** Imports that are forbidden in every file. */
export const imports = [
  {
    name: '@playwright/test',
    importNames: ['default', 'request', 'APIRequest', 'APIRequestContext', 'APIResponse'],
    message: "Every request goes through src/exchange: Playwright's own prints credentials.",
  },
];

/** @param {readonly string[]} names */
export const builtins = (names) => ({
  regex: `^(${names.filter((name) => !name.startsWith('_')).join('|')})$`,
  message: 'A module of Node.js has node: in front of its name, which no package can take.',
});

/**
 * Every exported function, class and type says in a sentence what it promises, and so do the nodes that further selectors find.
 *
 * @param {string[]} members
 */
export const docComments = (members) => ({
  'jsdoc/require-jsdoc': [
    'error',
    {
      publicOnly: true,
      enableFixer: false,
      require: {
        ArrowFunctionExpression: true,
        ClassDeclaration: true,
        FunctionDeclaration: true,
        FunctionExpression: true,
      },
      contexts: ['TSDeclareFunction', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', ...members],
    },
  ],
  'jsdoc/require-description': ['error', { contexts: ['any'] }],
});
