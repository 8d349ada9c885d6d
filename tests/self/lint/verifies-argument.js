const isText = (node) => node?.type === 'Literal' && typeof node.value === 'string';

const isLooped = (node) => node.type === 'ForOfStatement';

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      title: 'A title is plain text, so that it can be searched for and a verdict keeps its name.',
      missing: "One test, one requirement: the second argument is verifies('CUS-002').",
      id: "The requirement's id stands here as plain text, so that it can be searched for.",
    },
  },
  create(context) {
    return {
      "CallExpression[callee.name='test']"(node) {
        const [title, details] = node.arguments;
        const mayVary =
          title?.type === 'TemplateLiteral' && context.sourceCode.getAncestors(node).some(isLooped);
        if (!isText(title) && !mayVary) context.report({ node: title ?? node, messageId: 'title' });
        if (details?.callee?.name !== 'verifies')
          context.report({ node: details ?? node, messageId: 'missing' });
        else if (!isText(details.arguments[0])) context.report({ node: details, messageId: 'id' });
      },
    };
  },
};
