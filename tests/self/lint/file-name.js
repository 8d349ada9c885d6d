import { relative, sep } from 'node:path';

const forbidden = new Set(['utils', 'helpers', 'common', 'misc', 'constants', 'types', 'base', 'lib']);

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'suggestion',
    schema: [{ enum: ['test'] }],
    messages: {
      vague: "'{{part}}' says nothing about what is inside: name the file after the noun it holds.",
      test: 'A test file is called after its operation, in kebab case: createCustomer is create-customer.test.ts.',
    },
  },
  create(context) {
    const parts = relative(context.cwd, context.filename).split(sep);
    return {
      Program(node) {
        const part = parts.map((one) => one.replace(/(?<=.)\..*$/, '')).find((one) => forbidden.has(one));
        if (part !== undefined) context.report({ node, messageId: 'vague', data: { part } });
        if (context.options[0] !== 'test') return;
        if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*\.test\.ts$/.test(parts.at(-1) ?? ''))
          context.report({ node, messageId: 'test' });
      },
    };
  },
};
