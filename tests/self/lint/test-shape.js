const callback =
  'CallExpression[callee.name="test"] > :function, CallExpression[callee.property.name="step"] > :function';

/** Whether the expression is a chain that starts with `expect`. */
function isCheck(node) {
  const inner = node.expression ?? node.argument ?? node.callee ?? node.object;
  return inner === undefined ? node.name === 'expect' : isCheck(inner);
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'layout',
    schema: [],
    messages: {
      blank: 'Call, blank line, assert: a blank line belongs before the first expect.',
      after: 'Call, blank line, assert: nothing but further checks comes after the first expect.',
      second: 'A test makes one call: the other one is an arrangement, so move it to a fixture.',
    },
  },
  create(context) {
    const calls = new Map();
    return {
      [callback](node) {
        const statements = node.body.body ?? [];
        const first = statements.findIndex(isCheck);
        if (first === -1) return;
        const check = statements[first];
        const before = context.sourceCode.getTokenBefore(check);
        if (first > 0 && check.loc.start.line - before.loc.end.line < 2)
          context.report({ node: check, messageId: 'blank' });
        for (const later of statements.slice(first + 1)) {
          if (!isCheck(later)) context.report({ node: later, messageId: 'after' });
        }
      },
      'CallExpression[callee.property.name=/^(send|attempt)$/]'(node) {
        const owner = context.sourceCode.getAncestors(node).findLast((one) => one.type.includes('Function'));
        if (calls.has(owner)) context.report({ node, messageId: 'second' });
        calls.set(owner, node);
      },
    };
  },
};
