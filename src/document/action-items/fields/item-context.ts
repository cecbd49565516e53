import {
  type ActionItem,
  type Due,
  type ItemPriority,
  type ItemState,
  type ItemType,
  isClosed,
  type Owners,
} from '../../../domain/action-item.ts'
import { readDue } from '../../../text/time/dates.ts'
import { questionOf } from '../../headings/heading-question.ts'
import { asPromise } from './item-dates.ts'
import { hasOwners, isPerson, looksLikeName, noOwners, ownerParts, readOwners } from './item-names.ts'
import type { ItemReading } from './item-reading.ts'
import { plainWords, readPriority, readState, readType } from './item-words.ts'

/** What the headings and labels above an item say about it. */
export interface ItemContext {
  readonly state: ItemState | null
  readonly due: Due | null
  readonly priority: ItemPriority | null
  readonly type: ItemType | null
  readonly owners: Owners
  /** Whether they name a kind of measures, "Prevention", of which some may stand by now. */
  readonly measures: boolean
}

export const noContext: ItemContext = {
  state: null,
  due: null,
  priority: null,
  type: null,
  owners: noOwners,
  measures: false,
}

/** Words in a heading or label that say how far the items below it are; the first that stands there counts. */
const progress: readonly (readonly [RegExp, ItemState])[] = [
  [
    /\b(?:not (?:started|done)|to ?do|to complete|planned|proposed|pending|open|outstanding|remaining|backlog|upcoming)\b|\b(?:acciones|ações|actions) (?:pendientes|pendentes|planificadas|planejadas|prévues|à venir)|\bgeplante\b|\boffene\b/i,
    'open',
  ],
  [/\b(?:in progress|wip|ongoing|underway)\b/i, 'in-progress'],
  [
    /(?<!\b(?:(?:to|will|should|must|can|could|not|yet) (?:be )?|being ))\b(?:completed?|done|finished|resolved|implemented|applied|already|actions? taken|actions? prises?|(?:acciones|ações) (?:tomadas|realizadas))\b|\b(?:ergriffene|umgesetzte|durchgeführte|erledigte)\b|実施済み|対応済み/iu,
    'done',
  ],
  [/\b(?:declined|rejected|won['’]?t (?:do|fix)|not doing|cancell?ed)\b/i, 'declined'],
]

/** The context within a heading or a label: what it says goes before what stands above it. */
export function within(outer: ItemContext, heading: string, reading: ItemReading): ItemContext {
  const text = heading.slice(0, 200).replace(/\]\([^()\s]{0,300}\)|[*_`#[\]]/g, '')
  const [, named = text] = /^(?:\d{1,2}[.)] ?)?([^:(–—]{1,60})/.exec(text.replace(/\s-{1,2}\s.*$/s, '')) ?? []
  const owners = ownersIn(heading, text, named, reading)
  const type = readType(named.replace(/\b(?:actions?|items?|measures?|improvements?|tasks?)\b/gi, ''))
  return {
    state: progress.find(([words]) => words.test(text))?.[1] ?? readState(named) ?? outer.state,
    due: dueIn(text, reading.today) ?? outer.due,
    priority: /\b(P[0-3])\b/i.test(text)
      ? readPriority(/\b(P[0-3])\b/i.exec(text)?.[1] ?? '')
      : (readPriority(named) ?? outer.priority),
    type: type ?? outer.type,
    owners: hasOwners(owners) ? owners : outer.owners,
    measures: outer.measures || type !== null,
  }
}

function ownersIn(heading: string, text: string, named: string, reading: ItemReading): Owners {
  const labelled = /\b(?:owners?|assignee|dri|lead)\s?[:=]\s?([^()|;]{1,80})/i.exec(text)?.[1]
  if (labelled !== undefined) return readOwners(labelled)
  const bare = named.trim()
  if (/^@[\w/.-]{1,160}$/.test(bare)) return readOwners(bare)
  const isTeam = /^[\p{L}][\p{L}\p{N} &-]{0,40} (?:team|squad)$/iu.test(bare)
  // A heading of capitals is a topic; bold ones, or with a colon, are people.
  const isMarked = /^(?:\*\*|__)|:[*_]{0,3}$/.test(heading.trim())
  return isTeam || (isMarked && areInitials(bare)) || arePeople(ownerParts(bare), isMarked, reading)
    ? readOwners(bare.replace(/\//g, ', '))
    : noOwners
}

const boldName =
  /^[ \t]{0,3}(\*\*|__)([^*_]{2,60})\1[ \t]{0,2}[:–—-]{0,1}[ \t]{1,4}(?!and\b)(?=[\p{L}`"“]\S{0,40}\s{1,4}\S{1,40}\s{1,4}\S)/u

/** The name in bold that a line begins with, as written up to its text: "**Ana** add a horn". `null` where nobody's is there. */
export function boldOwner(line: string, reading: ItemReading): string | null {
  const match = boldName.exec(line)
  if (match === null || !hasOwners(within(noContext, `**${match[2] ?? ''}**`, reading).owners)) return null
  return match[0]
}

/** Whether every part is somebody's name; beside one that surely is, another name may be rare. */
function arePeople(parts: readonly string[], isMarked: boolean, reading: ItemReading): boolean {
  const sure = parts.filter((part) => looksLikeFullName(part, reading))
  if (sure.length === parts.length) return true
  return (
    isMarked &&
    sure.length > 0 &&
    parts.every((part) => sure.includes(part) || (looksLikeName(part, reading.known) && !topics.test(part)))
  )
}

function dueIn(text: string, today: string | null): Due | null {
  const bracket = /\(([^()]{2,60})\)/.exec(text)?.[1]
  if (bracket === undefined) return null
  const value = bracket.replace(/^(?:target(?: date)?|due(?: date| by)?|eta|deadline|by)\s?:?\s/i, '')
  const read = asPromise(readDue(value, today), today, false)
  if (read === null || read.valid) return read
  return /\b(?:[qh][1-4]\b|next (?:\d|few|week|month|quarter|sprint|year|release)|end of|within|\d{1,2} (?:day|week|month|quarter)s?)/i.test(
    value,
  )
    ? read
    : null
}

/** `item` with what stands above it, where it does not speak for itself. */
export function inContext(item: ActionItem, context: ItemContext): ActionItem {
  const state = item.kind === 'checkbox' ? item.state : (item.state ?? context.state)
  return {
    ...item,
    state,
    checked: item.kind === 'checkbox' ? item.checked : isClosed(state),
    due: item.due ?? context.due,
    priority: item.priority ?? context.priority,
    type: item.type ?? context.type,
    owners: hasOwners(item.owners) ? item.owners : context.owners,
  }
}

const asides =
  /^(?:thanks|thank you|acknowledge?ments?|background|context|notes?|references|appendix|glossary|attendees|participants|links|resources|glossary|further reading|discussion|open questions?|questions|supporting information|metadata|definitions|legend|key|instructions|guidelines|how to use.*|notes to .*|checklist|leyenda|légende|legende|legenda|凡例|[\p{L}]{0,10}の説明)$/u

const choices =
  /^(?:(?:possible |considered )?(?:options?|alternatives?)(?: considered)?|opciones|alternativas|opções|optionen|alternativen|選択肢|代替案)$/

/** Whether a label heads several ways to do one thing, of which one will be chosen: "Options:". */
export function headsChoices(label: string): boolean {
  return choices.test(plainWords(label))
}

/** Whether what stands under a heading or label is no list of what to do, though the heading above it is: other questions, asides. */
export function isAside(heading: string): boolean {
  const words = plainWords(heading.replace(/[*_`#]/g, ''))
  if (asides.test(words) || choices.test(words)) return true
  if (
    /^(?:action items? |status |action )?(?:\w+ )?(?:legend|key|types|statuses|definitions|criteria|template|guidelines|instructions)$/.test(
      words,
    )
  )
    return true
  if (
    /^(?:similar|related|previous|past|prior) (?:[a-z]{2,14} ){0,2}(?:incidents?|issues|outages|documents|links|work|reading|post ?mortems?)\b/.test(
      words,
    )
  )
    return true
  const question = questionOf(heading)
  return (
    (question === 'wentWell' || question === 'better' || question === 'lessons' || question === 'how') &&
    readType(words) === null
  )
}

/** Whether a label leads to what its readers should do, or what authors should check, and not to what the team will do. */
export function isAdvice(label: string): boolean {
  return /\b(?:you|your)\b|\b(?:recommend(?:ations?|ed)?|advice|tips|suggest(?:ions?)?)\b.{0,20}\b(?:for|to)\b.{0,40}\b(?:users?|customers?|maintainers|operators|validators|developers|community|readers)\b|\bmake sure (?:that )?the following\b|\bfor example\b|\be\.g\.|\b(?:customers?|users?|operators|validators|admins|administrators|maintainers|everyone) (?:should|can|may|must|need)\b/i.test(
    label,
  )
}

/** Whether a category or an owner stands alone in a text, as a label does: "Prevention", "@alice", "Short term". */
export function isCategory(text: string, reading: ItemReading): boolean {
  const bare = text.replace(/[*_`:]/g, '').trim()
  if (
    /^@[\w/.-]{1,160}$/.test(bare) ||
    readType(bare) !== null ||
    readState(bare) !== null ||
    readPriority(bare) !== null
  )
    return true
  if (
    /^(?:short|medium|mid|long|near)[- ]?(?:term)?$|^(?:immediate(?:ly)?|now|soon|later|next|future)$|^(?:short|medium|long|near)[- ]term\b/i.test(
      bare,
    )
  )
    return true
  return (
    reading.known.has(plainWords(bare)) ||
    /^[\p{L}][\p{L}\p{N} &-]{0,40} (?:team|squad)$/iu.test(bare) ||
    areInitials(bare) ||
    looksLikeFullName(bare, reading)
  )
}

/** A name that is known, a given name alone, or one with capitalised words after it. */
function looksLikeFullName(text: string, { known }: ItemReading): boolean {
  return known.has(plainWords(text)) || (isPerson(text, known) && !topics.test(text))
}

/** Two or three capitals that people call each other by, one or several: "JG", "AC/AFC". */
function areInitials(text: string): boolean {
  const parts = text.split(/ ?[/,&+] ?/, 6)
  return parts.every((part) => /^\p{Lu}{2,3}$/u.test(part) && !abbreviations.has(part))
}

/** Capitals that head lists and are nobody. */
const abbreviations: ReadonlySet<string> = new Set(
  `API ADR AI ALB AMI AP APM ASG AWS AZ BGP CD CDN CI CLI CMS CPU CRM CSS CSV DB DBA DDL DEV DNS DOC DR EC EKS ELB ERP ES ETL EU
  FAQ FE BE FTP GC GCP GKE GPU GTM GUI HA HPA HR HTTP IAM ID IDE IDP IO IOS IP ISP IT JS JVM KMS KPI LDAP LLM LT ML MQ MR MVP
  NAT NFS NLB NTP OKR OOM OPS ORM OS OSS PDB PDF PHP PM POC PR PRS PVC QA QOS RAM RBAC RCA RDS RDP RFC RPC RPO RTO SDK SDN SEO
  SLA SLI SLO SMS SNS SOP SPF SQL SQS SRE SSH SSL SSO ST STS TBC TBD TCP TLS TTL TV UAT UI UK UPS URL US UTC UX VM VMS VPC VPN
  WAF WAL WAN WIP XML`.split(/\s+/),
)

/** Whether a word or two name a part of the work, and nobody: "Monitoring", "Runbook". */
export function isTopic(text: string): boolean {
  return topics.test(text) || abbreviations.has(text)
}

const topics =
  /(?:ing|tion|ment|ity|ness|ure|ance|ence)s?\b|\b(?:action|alert|api|app|application|architecture|audit|automation|availability|backup|build|cache|capacity|change|check|client|cloud|cluster|code|config|control|core|customer|data|database|design|dev|disaster|docs|edge|failover|feature|fix|flow|follow|gate|health|high|improvement|incident|item|job|key|launch|limit|load|log|long|low|medium|metric|mobile|network|new|next|on-?call|ops|other|patch|people|performance|pipeline|plan|platform|policy|post|pre|process|product|quality|queue|quick|rate|recovery|release|review|risk|roll|root|runbook|safety|schema|search|security|server|service|short|site|slow|smoke|software|staff|step|stop|storage|support|system|task|team|tech|term|test|time|tool|traffic|up|user|vendor|web|win|work|workflow)s?\b/i
