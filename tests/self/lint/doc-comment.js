const declarations = new Set([
  'FunctionDeclaration',
  'TSDeclareFunction',
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);
const functions = new Set(['ArrowFunctionExpression', 'FunctionExpression']);

/** The parts of a declaration that need a docstring: functions, classes and types; and constants that hold a function. */
function documentable(declaration) {
  if (declarations.has(declaration?.type)) return [declaration];
  if (declaration?.type !== 'VariableDeclaration') return [];
  return declaration.declarations.filter((one) => functions.has(one.init?.type));
}

/** The statement before which a doc comment belongs. */
const statementOf = (node) => {
  const statement = node.type === 'VariableDeclarator' ? node.parent : node;
  return statement.parent.type.startsWith('Export') ? statement.parent : statement;
};

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { members: { type: 'string' } }, additionalProperties: false }],
    messages: {
      missing: 'Say in a doc comment (/** … */) what {{name}} promises, in one sentence.',
      member: 'Say in a doc comment what a test may assume about {{name}}, in one sentence.',
    },
  },
  create(context) {
    const members = context.options[0]?.members;
    const documented = (node) => {
      const comments = context.sourceCode.getCommentsBefore(node);
      return comments.some(({ type, value }) => type === 'Block' && /^\*[\s*]*[^\s*@]+\s+\S/.test(value));
    };
    const check = (declared) => {
      const seen = new Set();
      for (const node of declared) {
        const name = node.id?.name ?? 'the default export';
        if (!seen.has(name) && !documented(statementOf(node))) {
          context.report({ node: node.id ?? node, messageId: 'missing', data: { name } });
        }
        seen.add(name);
      }
    };

    return {
      Program(program) {
        const local = program.body.flatMap(documentable);
        const named = new Set();
        const exported = program.body.flatMap((statement) => {
          for (const one of statement.source ? [] : (statement.specifiers ?? [])) named.add(one.local?.name);
          return statement.type.startsWith('Export') ? documentable(statement.declaration) : [];
        });
        check([...exported, ...local.filter((one) => named.has(one.id?.name))]);
      },
      ':matches(TSInterfaceBody, TSTypeAliasDeclaration > TSTypeLiteral) > TSPropertySignature'(node) {
        const owner = node.parent.parent.id.name;
        if (members === undefined || !new RegExp(members).test(owner) || documented(node)) return;
        context.report({ node, messageId: 'member', data: { name: context.sourceCode.getText(node.key) } });
      },
    };
  },
};
