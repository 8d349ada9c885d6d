import { endWithParent } from '../../exchange/setup/end-with-parent.ts';

endWithParent(); // loaded first by processes that must end with the process that started them
