import type { Token, TokenizerAndRendererExtension } from 'marked'
import { escapeHtml } from './safe-html.ts'

const mention = /^@([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})(\/[a-z\d][\w.-]*)?(\[bot\])?/i
const reference = /^(?:([a-z\d-]+\/[\w.-]+))?#(\d{1,10})\b/i

/** `@login` and `@owner/team` as GitHub shows them: a login links to its page, a team is only set in bold. */
export const mentions: TokenizerAndRendererExtension = {
  name: 'mention',
  level: 'inline',
  start: (source) => position(/(?<![\w/.@`])@[a-z\d]/i, source),
  tokenizer(source, before) {
    const match = this.lexer.state.inLink || followsWord(before) ? null : mention.exec(source)
    return match === null ? undefined : { type: 'mention', raw: match[0], login: match[1], team: match[2] ?? '' }
  },
  renderer: ({ raw, login, team }) =>
    team === ''
      ? `<a class="mention" href="/${escapeHtml(String(login))}">${escapeHtml(raw)}</a>`
      : `<strong class="mention">${escapeHtml(raw)}</strong>`,
}

/** `#12` and `owner/name#12` as links to the issue; without a repository around the text, only the second form. */
export function references(repository: string | undefined): TokenizerAndRendererExtension {
  return {
    name: 'reference',
    level: 'inline',
    start: (source) => position(/(?<![\w/&#-])(?:[a-z\d-]+\/[\w.-]+)?#\d/i, source),
    tokenizer(source, before) {
      const match = this.lexer.state.inLink || followsWord(before) ? null : reference.exec(source)
      const target = match?.[1] ?? repository
      if (match === null || target === undefined) return undefined
      return { type: 'reference', raw: match[0], href: `/${target}/issues/${match[2] ?? ''}` }
    },
    renderer: ({ raw, href }) => `<a href="${escapeHtml(String(href))}">${escapeHtml(raw)}</a>`,
  }
}

function position(pattern: RegExp, source: string): number | undefined {
  const at = source.search(pattern)
  return at < 0 ? undefined : at
}

/** The lexer hides the first character of what it searches, so `start` alone would see a mention in `a@b`. */
function followsWord(before: readonly Token[]): boolean {
  return /[\w/&@#-]$/.test(before.at(-1)?.raw ?? '')
}
