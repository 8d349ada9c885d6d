import comments from './comments.js';
import functionLines from './function-lines.js';
import testShape from './test-shape.js';
import verifiesArgument from './verifies-argument.js';

/** The rules of this project that no published plugin has. */
export default {
  meta: { name: 'house' },
  rules: {
    comments,
    'function-lines': functionLines,
    'test-shape': testShape,
    'verifies-argument': verifiesArgument,
  },
};
