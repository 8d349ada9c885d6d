/** Whether the function is the callback of a describe. */
const isDescribe = ({ parent }) =>
  parent.type === 'CallExpression' && (parent.callee.property ?? parent.callee).name === 'describe';

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer', minimum: 1 }],
    messages: { long: 'This function has {{lines}} lines of code, more than {{max}}: does it do one thing?' },
  },
  create(context) {
    const max = context.options[0];
    return {
      ':function'(node) {
        if (node.loc.end.line - node.loc.start.line < max || isDescribe(node)) return;
        const spans = context.sourceCode.getTokens(node).map(({ loc }) => [loc.start.line, loc.end.line]);
        const lines = new Set(spans.flat()).size;
        if (lines > max) context.report({ node, messageId: 'long', data: { lines, max } });
      },
    };
  },
};
