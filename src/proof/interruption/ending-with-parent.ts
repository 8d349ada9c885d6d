import { endWithParent } from '../../exchange/setup/end-with-parent.ts';

endWithParent(); // loaded first into whatever is to end with the process that started it
