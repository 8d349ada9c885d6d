@rem npm scripts begin with exec, so that signals reach the command and no shell between; Windows has no such word.
@%*
