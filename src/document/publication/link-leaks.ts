import type { Leak, PublicationKnowledge } from './leak.ts'
import { isPrivatePlace } from './private-places.ts'
import { type PublicText, withoutAddresses } from './public-text.ts'

const absolute = /https?:\/\/[^\s<>"'`|\\()[\]]{1,2000}/gi
const relative =
  /(?:\]\(\s{0,3}<?|^ {0,3}\[[^\]\n]{1,100}\]: {1,4}<?|\b(?:src|href)=["'])(?![a-z][a-z\d+.-]{0,20}:|#|\/\/|<)([^()\s<>"']{1,500})/gi
const reference = /(?<![\w/&#@.-])((?:[a-z\d][\w-]{0,38}\/[\w.-]{1,100})?#[1-9]\d{0,9})(?![\w-])/gi
/** What is ranked, and no issue. */
const ranks = /\b(?:priority|rank|place|top|number|no\.?|attempt|round|reason|goal|lesson|step)\s{0,2}$/i

/** Links that everybody does not get through: to private places, to files that do not come along, to nothing. */
export function linkLeaks({ lines }: PublicText, knowledge: PublicationKnowledge): readonly Leak[] {
  const dead = new Set(knowledge.dead.map(bare))
  const paths = new Set(knowledge.paths)
  const open = new Set(knowledge.publicRepositories.map((name) => name.toLowerCase()))
  return lines.flatMap(({ number: line, text, prose }): readonly Leak[] => {
    const addresses = [...text.matchAll(absolute)].map(([address]) => address.replace(/[.,;:!?*_]{1,5}$/, ''))
    const files = [...prose.matchAll(relative)].flatMap(({ 1: path = '' }) => (paths.has(path) ? [] : [path]))
    return [
      ...addresses.flatMap((address): readonly Leak[] => {
        if (dead.has(bare(address))) return [{ kind: 'dead-link', line, text: address }]
        return isPrivate(address, open, knowledge.owner) ? [{ kind: 'private-link', line, text: address }] : []
      }),
      ...files.map((path): Leak => ({ kind: 'private-link', line, text: path })),
      ...referencesIn(prose, open).map((one): Leak => ({ kind: 'private-link', line, text: one })),
    ]
  })
}

/** An address without what does not change whether something is there. */
function bare(address: string): string {
  return address.replace(/#.{0,500}$/, '').replace(/\/$/, '')
}

function isPrivate(address: string, open: ReadonlySet<string>, owner: string | null): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.hostname !== 'github.com') return isPrivatePlace(url)
  const [, account = '', repository = ''] = url.pathname.toLowerCase().split('/')
  return account === owner?.toLowerCase() && repository !== '' && !open.has(`${account}/${repository}`)
}

/** References to issues: on a page nothing tells which repository a bare one is of. */
function referencesIn(prose: string, open: ReadonlySet<string>): readonly string[] {
  if (!prose.includes('#')) return []
  const line = withoutAddresses(prose)
  return [...line.matchAll(reference)].flatMap(({ 1: target = '', index }) => {
    const [name = ''] = target.toLowerCase().split('#')
    if (name === '') return ranks.test(line.slice(Math.max(0, index - 20), index)) ? [] : [target]
    return open.has(name) ? [] : [target]
  })
}
