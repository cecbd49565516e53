/** One line of a CODEOWNERS file. */
export interface OwnersRule {
  /** The folders and the file that it means, one pattern each; `**` stands for any number of folders. */
  readonly path: readonly string[]
  /** `org/team` and `login`, without their `@`; empty where the line takes away every owner. */
  readonly owners: readonly string[]
}

/**
 * The rules of a CODEOWNERS file, by GitHub's documented syntax. Owners that are named by an address of e-mail are left out.
 * Lines that GitHub does not accept (negation, ranges) are skipped, as GitHub does.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeOwners(text: string): readonly OwnersRule[] {
  return text.split(/\r\n|\n|\r/).flatMap((line): readonly OwnersRule[] => {
    // White space within a path is escaped by a backslash.
    const [path, ...owners] = (line.match(/(?:\\.|[^\s\\])+/g) ?? []).map((word) => word.replace(/\\(?=\s)/g, ''))
    if (path === undefined || path.startsWith('#') || path.startsWith('!') || /[[\]]/.test(path)) return []
    const comment = owners.findIndex((word) => word.startsWith('#'))
    const named = comment < 0 ? owners : owners.slice(0, comment)
    return [{ path: patternOf(path), owners: named.flatMap((owner) => mention.exec(owner)?.[1] ?? []) }]
  })
}

const mention = /^@([A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}|[A-Za-z\d][\w-]{0,99})$/

/** Who owns a file: those of the last rule that fits, nobody where there is no such rule. */
export function ownersOf(rules: readonly OwnersRule[], file: string): readonly string[] {
  const segments = file.split('/')
  return rules.findLast(({ path }) => matches(path, segments, '**', nameFits))?.owners ?? []
}

/** The teams among a file's owners, as `org/team`. */
export function teamsOf(rules: readonly OwnersRule[], file: string): readonly string[] {
  return ownersOf(rules, file).filter((owner) => owner.includes('/'))
}

/**
 * A pattern with a slash at its start or in its middle begins at the root, any other fits at every depth. `docs/*` means the
 * files of one folder, while `docs` and `do*s` mean all that is in it, too.
 */
function patternOf(path: string): readonly string[] {
  const inner = path.replace(/^\/|\/$/g, '')
  const rooted = path.startsWith('/') || inner.includes('/')
  const segments = [...(rooted ? [] : ['**']), ...inner.split('/')]
  if (path.endsWith('/')) return [...segments, '**', '*']
  return rooted && segments.at(-1) === '*' ? segments : [...segments, '**']
}

function nameFits(pattern: string, name: string): boolean {
  if (pattern === name) return true
  if (!pattern.includes('*') && !pattern.includes('?')) return false
  return matches([...pattern.replace(/\*{2,}/g, '*')], [...name], '*', (one, other) => one === '?' || one === other)
}

/**
 * Whether all of `things` fit `pattern`, in which `any` stands for any number of them. Going back to the last `any` alone
 * is enough, so that the time is at most the product of both lengths.
 */
function matches(
  pattern: readonly string[],
  things: readonly string[],
  any: string,
  suits: (wanted: string, thing: string) => boolean,
): boolean {
  let [at, thing, star, resume] = [0, 0, -1, 0]
  while (thing < things.length) {
    const wanted = pattern[at]
    if (wanted === any) {
      star = at
      resume = thing
      at += 1
    } else if (wanted !== undefined && suits(wanted, things[thing] ?? '')) {
      at += 1
      thing += 1
    } else if (star >= 0) {
      resume += 1
      thing = resume
      at = star + 1
    } else return false
  }
  return pattern.slice(at).every((wanted) => wanted === any)
}
