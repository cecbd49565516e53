/** Does nothing until it is ended. */
setInterval(() => undefined, 1_000)
process.stdout.write('ready\n')
