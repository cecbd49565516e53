/** Where a repository's configuration stands; nothing else is read as one. */
export const configurationPath = '.github/postmortem.yml'

/** Folders in which people put it. Not those of workflows and forms, where such names mean something else. */
const folders = ['', '.github/', 'github/', '.config/']

/** Whether people who made a file of this name most likely meant the configuration: it is never read. */
export function isMisnamedConfiguration(path: string): boolean {
  const [, folder = '', name = ''] = /^((?:[^/]+\/)?)([^/]{1,40})$/.exec(path) ?? []
  if (path === configurationPath || !folders.includes(folder.toLowerCase())) return false
  return /^\.?(?:post[-_. ]?mortems?|aftermath)(?:[-_.]?config(?:uration)?)?\.(?:ya?ml|yaml\.txt|yml\.txt)$/i.test(name)
}
