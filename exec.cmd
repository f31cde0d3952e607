@rem What "exec" is in a shell: npm scripts begin with it, so that a signal reaches the program itself. Windows has no such command.
@%*
