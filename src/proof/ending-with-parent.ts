import { endWithParent } from '../exchange/end-with-parent.ts';

endWithParent(); // loaded first into whatever is to end with the process that started it
