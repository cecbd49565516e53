import { issuesNamed } from '../../document/files/document-links.ts'
import { pathInAddress } from '../../document/files/file-name.ts'
import { type FrontMatter, readFrontMatter } from '../../document/front-matter/front-matter.ts'
import { reviewDocument } from '../../document/review/review.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { incidentOfDocument } from '../../domain/ref.ts'
import { type QuestionAnswers, questionNames } from '../../domain/review.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import type { DocumentText, ReportFacts, RepositoryRecord } from '../facts.ts'

/** A document, read as the review of its pull request reads it. */
export interface DocumentRow {
  readonly path: string
  readonly url: string
  /** The incident that it is about, among those that were read; `null` where it names none of them. */
  readonly incident: number | null
  readonly title: string
  /** The day that its name or its front matter tells; `null` for none. */
  readonly day: string | null
  readonly frontMatter: FrontMatter
  readonly answers: QuestionAnswers
  readonly items: readonly ActionItem[]
  /** How often each rule of the review found something. */
  readonly findings: ReadonlyMap<string, number>
}

/** The longest title, in UTF-16 code units. */
const longestTitle = 200

/** The documents of a repository that can be read at all, in the order of their paths. */
export function documentRows(facts: RepositoryRecord, texts: ReportFacts['texts']): readonly DocumentRow[] {
  const { configuration } = facts
  const template = configuration.template.otherwise
  const options = {
    texts,
    today: null,
    require: [],
    headings: configuration.review.headings,
    participants: [],
    names: Object.keys(configuration.actionItems.people),
    zone: configuration.reminders.zone,
    template: texts[`document/${template}`] ?? null,
  }
  const known = new Set(facts.incidents.map(({ number }) => number))
  return facts.documents
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .flatMap((document) => {
      const review = reviewDocument(document.text, { ...options, path: document.path })
      if (!review.ok) return []
      const { answers, items, findings } = review
      const front = readFrontMatter(document.text)
      const frontMatter = front.ok ? front.data : {}
      return {
        path: document.path,
        url: `${facts.repository.url}/blob/${facts.commit}/${pathInAddress(document.path)}`,
        incident: incidentAmong(document, frontMatter, { known, facts }),
        title: cutAt(oneLine(frontMatter.title ?? headingOf(document.text) ?? nameOf(document.path)), longestTitle),
        day: dayOfDocument(document, frontMatter),
        frontMatter,
        answers,
        items,
        findings: countFindings(findings),
      }
    })
}

/** How many of the seven questions a document answers. */
export function answeredOf(answers: QuestionAnswers): number {
  return questionNames.filter((name) => answers[name] === 'answered').length
}

/** As a pass tells the incident of a document: by front matter, by the name of the file, by the issues that it links. */
function incidentAmong(
  { path, text }: DocumentText,
  { incident, incidents = [] }: FrontMatter,
  { known, facts }: { readonly known: ReadonlySet<number>; readonly facts: RepositoryRecord },
): number | null {
  const { owner, name } = facts.repository
  const named = incident ?? incidents[0] ?? incidentOfDocument(path)
  if (named !== null && known.has(named)) return named
  return issuesNamed(text, `${owner}/${name}`).find((number) => known.has(number)) ?? null
}

/** The day in the name of a file, `2026-11-22-…` or `20261122…`. */
export function dayInName(path: string): string | null {
  const [, year, month, day] = /(?:^|[^\d])((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)/.exec(path) ?? []
  const written = `${year}-${month}-${day}`
  const real = !Number.isNaN(Date.parse(written)) && new Date(written).toISOString().startsWith(written)
  return real ? written : null
}

function dayOfDocument({ path }: DocumentText, { started, detected }: FrontMatter): string | null {
  return dayInName(path) ?? /^\d{4}-\d\d-\d\d/.exec(started ?? detected ?? '')?.[0] ?? null
}

function headingOf(text: string): string | null {
  return (
    /^#[ \t]+(\S.{0,300})$/m
      .exec(text)?.[1]
      ?.trimEnd()
      .replace(/ #{1,6}$/, '') ?? null
  )
}

function nameOf(path: string): string {
  return path.split('/').at(-1)?.replace(/\.md$/i, '') ?? path
}

function countFindings(findings: readonly { readonly rule: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts
}
