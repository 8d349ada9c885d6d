import comments from './comments.js';
import docComment from './doc-comment.js';
import fileName from './file-name.js';
import functionLines from './function-lines.js';
import importTable from './import-table.js';
import testShape from './test-shape.js';
import verifiesArgument from './verifies-argument.js';

/** The rules of this project that no published plugin has. */
export default {
  meta: { name: 'house' },
  rules: {
    comments,
    'doc-comment': docComment,
    'file-name': fileName,
    'function-lines': functionLines,
    'import-table': importTable,
    'test-shape': testShape,
    'verifies-argument': verifiesArgument,
  },
};
