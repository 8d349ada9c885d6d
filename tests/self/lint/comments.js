const banner = /^[-=#*~_/+]{3,}|[-=#*~_+]{4,}$/;
const task = /\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)/;
const reasoned = /eslint-disable\S*\s+(?!--)\S.*\s--\s+\S/;
const code =
  /^((import|export|const|let|if|for|return|await)\b.*[;{(]|.*\w\(.*\);|.*\w = .*;|.*\)\s*(=>\s*)?\{|\}\s*\)?;?)$/;

/** A location that no directive affects, so that a directive cannot silence the message about itself. */
const beforeAnything = { line: 1, column: -1 };

/** The message id of what is wrong with the comment; undefined when nothing is. */
function faultOf({ type, value }) {
  if (/^\s*eslint-enable/.test(value)) return undefined;
  if (/^\s*eslint-disable/.test(value)) return reasoned.test(value) ? undefined : 'directive';
  const lines = value.split('\n').map((line) => line.trim().replace(/^\*\s*(?=[^*\s/])/, ''));
  if (lines.some((line) => banner.test(line))) return 'banner';
  if (lines.some((line) => task.test(line))) return 'task';
  const doc = type === 'Block' && value.startsWith('*');
  return !doc && lines.some((line) => code.test(line)) ? 'code' : undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'suggestion',
    schema: [{ enum: ['none'] }],
    messages: {
      any: 'A test has no comments: its title, its fixtures and its requirement say it.',
      banner: 'No banners: a file that needs headings wants to be two files.',
      code: 'No commented-out code: the history keeps it.',
      directive:
        'Line {{line}}: a disabled rule is named and has its reason: eslint-disable-next-line <rule> -- <reason>.',
      task: 'A thing to do has its issue number (#123), or is done now.',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const messageId = context.options[0] === 'none' ? 'any' : faultOf(comment);
          if (messageId === undefined) continue;
          const loc = messageId === 'directive' ? beforeAnything : comment.loc;
          context.report({ loc, messageId, data: { line: comment.loc.start.line } });
        }
      },
    };
  },
};
