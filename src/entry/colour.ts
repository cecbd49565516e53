import type { Terminal } from './commands/terminal.ts'

/**
 * Whether to print in colour: on a terminal, unless `NO_COLOR` is set or it is a `dumb` one; `FORCE_COLOR` decides before
 * everything else, `0` and `false` against it. As https://no-color.org and https://force-color.org have it.
 */
export function colourOf(variables: Terminal['variables'], terminal: boolean): Terminal['colour'] {
  const { FORCE_COLOR: force = '', NO_COLOR: none = '', TERM: kind } = variables
  if (force !== '') return force === '0' || force === 'false' ? 'never' : 'always'
  return terminal && none === '' && kind !== 'dumb' ? 'always' : 'never'
}
