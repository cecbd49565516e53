import type { QuestionName } from '../domain/review.ts'
import { headingWords } from './heading-words.ts'

/**
 * The headings under which people answer each question, in words as `headingWords` makes them: lower case, nothing but
 * letters and digits, no numbering, nothing in brackets. `…` stands for any words or none. Words of time and manner around
 * a heading ("short term", "planned", "our") do not count: see `qualifiers`. To teach the app another heading, add it here.
 */
export const questionHeadings: Readonly<Record<QuestionName, readonly string[]>> = {
  who: [
    '… who was involved …',
    'who was involved',
    'participants',
    'attendees',
    'people involved',
    'people',
    'responders',
    'incident response team',
    'involved',
    'involved teams',
    'teams involved',
    'roles',
    'incident roles',
    '… whose knowledge would have helped …',
    'key people',
    'parties involved',
    'team members',
    'atendees',
    'attendance',
    'incident responders',
    'response team',
    'incident team',
    'incident commander',
    'incident lead',
    'contributors',
    'stakeholders',
    'staff',
    'thanks',
    'thanks to',
    'special thanks',
    'acknowledgements',
    'acknowledgments',
  ],
  communication: [
    '… communication good …',
    'communication',
    'communications',
    'communication timeline',
    'customer communication',
    'external communication',
    'internal communication',
    'messaging',
    'status updates',
    'incident communication',
    'incident communications',
    'communication and coordination',
    'coordination',
    'public communication',
    'stakeholder communication',
    'notifications',
  ],
  how: [
    '… how exactly did it happen …',
    'timeline',
    'timeline …',
    'incident timeline',
    'timeline of events',
    'chronology',
    'sequence of events',
    'events',
    'events timeline',
    'key events',
    'log of events',
    'what happened',
    'how did it happen',
    'root cause',
    'root causes',
    'root cause analysis',
    'cause',
    'causes',
    'contributing factors',
    'trigger',
    'why did it happen',
    'five whys',
    '5 whys',
    'time line',
    'timelines',
    'detailed timeline',
    'timeline and …',
    '… and timeline',
    'events and timeline',
    'chronological …',
    'how it happened',
    'what exactly happened',
    'incident log',
    'event log',
    'detailed recap …',
    'detailed description',
  ],
  wentWell: [
    '… what went well …',
    'what went right',
    'went well',
    'what worked',
    'what worked well',
    'things that went well',
    'things we did well',
    'positives',
    'where we got lucky',
    'went right',
    '… went well …',
    'worked well',
    'the good',
    'successes',
    'strengths',
    '… did well',
    'where did we get lucky',
    'luck',
  ],
  better: [
    '… could have gone better …',
    '… gone better …',
    'what went wrong',
    'what went poorly',
    'what went badly',
    'what didnt go well',
    'what didnt go so well',
    'what did not go well',
    'what did not go so well',
    'what could be improved',
    'what can be improved',
    'what could we have done better',
    'what we could have done better',
    'what could we do better',
    'what can we do better',
    'what didnt work',
    'things that went wrong',
    'areas for improvement',
    'areas of improvement',
    'room for improvement',
    'opportunities for improvement',
    '… went wrong …',
    '… went poorly …',
    '… went badly …',
    '… didnt go well …',
    '… didnt go so well …',
    '… did not go well …',
    '… not go so well …',
    '… could be improved …',
    '… could be better …',
    '… have been better …',
    'what was difficult',
    'what didnt work well',
    'the bad',
    '… for improvement …',
    'opportunities to improve',
    '… do better …',
    '… can we improve …',
    'shortcomings',
    'weaknesses',
    'challenges',
    'difficulties',
    'gaps',
    'pain points',
    'negatives',
  ],
  actions: [
    '… which actions will prevent it …',
    '… action items …',
    '… action item',
    'action',
    'actions',
    'action points',
    'action plan',
    'plan of action',
    'actions items',
    'actionable items',
    'actionables',
    'action list',
    'actions to take',
    'actions and owners',
    'actions and follow ups',
    'follow up',
    'follow ups',
    'followup',
    'followups',
    'following up',
    '… follow up actions …',
    '… followup actions …',
    '… follow up items …',
    '… follow up tasks …',
    '… follow up tickets …',
    '… follow up issues …',
    'follow up work',
    'follow up improvements',
    'follow on work',
    'corrective actions',
    'corrective actions …',
    'corrective action',
    'corrective action …',
    'corrective measures',
    'corrective and preventive …',
    'corrective and preventative …',
    'corrections and preventions',
    'corrective steps',
    'capa',
    'preventive actions',
    'preventive actions …',
    'preventative actions',
    'preventative actions …',
    'preventive action',
    'preventive measures',
    'preventive measures …',
    'preventative measures',
    'preventative measures …',
    'preventive steps',
    'preventative steps',
    'prevention',
    'preventions',
    'preventing recurrence',
    'preventing reoccurrence',
    'prevention of recurrence',
    'steps to prevent …',
    'how are we preventing …',
    'how will we prevent …',
    'how do we prevent …',
    'how can we prevent …',
    'how to prevent …',
    'how we will prevent …',
    'how we are preventing …',
    'how will this be prevented …',
    'what are we doing to prevent …',
    'what will we do to prevent …',
    'what we are doing to prevent …',
    'what are we doing about it',
    'what we are doing about it',
    'what were doing about it',
    'prevention measures',
    'prevention measures implemented',
    'what are we going to do …',
    'what are we changing',
    'what we are changing',
    'what will we change',
    'what we will do differently',
    'what will we do differently',
    'changes we are making',
    'changes were making',
    'next steps',
    'next step',
    'next actions',
    'steps forward',
    'whats next',
    'what is next',
    'what comes next',
    'todo',
    'todos',
    'to do',
    'to dos',
    'to do list',
    'todo list',
    'tasks',
    'task list',
    'tasks to …',
    '… list of tasks …',
    'work items',
    'repair items',
    'repairs',
    'tickets',
    'outstanding items',
    'outstanding work',
    'open items',
    'remaining work',
    'countermeasures',
    'counter measures',
    'improvements',
    'improvement actions',
    'improvement items',
    'improvement plan',
    'planned work',
    'future work',
    'future improvements',
    'planned changes',
    'planned improvements',
    'remediation plan',
    'remediation items',
    'remediation actions',
    'remediation tasks',
    'mitigation plan',
    '… and follow ups',
    '… and next steps',
    '… and action plan',
    '… and corrective actions',
    '… and preventive actions',
    '… and preventive measures',
    '… and preventative measures',
    '… and prevention',
    'review actions',
    'measures',
  ],
  lessons: [
    '… what else did we learn …',
    'lessons',
    'lessons learned',
    'lessons learnt',
    'learnings',
    'key learnings',
    'what we learned',
    'what did we learn',
    'what have we learned',
    'takeaways',
    'key takeaways',
    '… lessons learned …',
    '… lessons learnt …',
    'lessons …',
    '… lessons',
    'lesson learned',
    'lesson learnt',
    'learning points',
    'learning',
    'take aways',
    'what we learnt',
    'what have we learnt',
    'insights',
    'reflections',
  ],
}

/**
 * Headings that mean the actions in some documents and what was done about the incident in others. They count only where
 * no surer heading stands.
 */
const unsureActionHeadings: readonly string[] = [
  'remediation',
  'remediations',
  'remediation steps',
  '… remediations',
  'mitigations',
  'recommendations',
  'recommendation',
  'moving forward',
  'going forward',
  'proposed solutions',
  'resolution and follow up',
]

/** Words around a heading that say when or how, not what. */
const qualifiers: ReadonlySet<string> = new Set(
  'the our a all list of summary short medium mid mid long near term terms shortterm longterm immediate planned proposed suggested possible potential open pending upcoming further additional other new future key main important required recommended identified resulting agreed technical organizational organisational internal external incident postmortem post mortem retrospective review retro outage ongoing final concrete table section overview'.split(
    ' ',
  ),
)

/** Headings of a team, a language or a house template, by question; read like those of the built-in table. */
export type MoreHeadings = Readonly<Partial<Record<QuestionName, readonly string[]>>>

const compiled = new WeakMap<readonly string[], Lookup>()

/** The question that a heading's Markdown names, `null` for none; a team's own headings (`more`) go before the built-in ones. */
export function questionOf(heading: string, more: MoreHeadings = {}): QuestionName | null {
  const readings = readingsOf(heading)
  const named = (table: MoreHeadings) => questionsOf(table).find((name) => matches(table[name] ?? [], readings))
  return named(more) ?? named(questionHeadings) ?? (isUnsure(readings) || joinsActions(heading) ? 'actions' : null)
}

function isUnsure(readings: readonly string[]): boolean {
  return matches(unsureActionHeadings, readings)
}

/** Whether one of the things that a heading names together means the actions, as in "Lessons & follow-ups". */
function joinsActions(heading: string): boolean {
  const parts = heading.slice(0, 200).split(/[&+/,]|\band\b/i, 6)
  return parts.length > 1 && parts.some((part) => matches(questionHeadings.actions, readingsOf(part)))
}

/**
 * What a heading's Markdown says of action items: `question` is the sixth question of the app's template, which holds the
 * list's own heading; `list` names the list itself, `unsure` may.
 */
export function actionHeading(heading: string, more: MoreHeadings = {}): 'question' | 'list' | 'unsure' | null {
  const readings = readingsOf(heading)
  if (readings[0] === 'which actions will prevent it') return 'question'
  if (matches(more.actions ?? [], readings)) return 'list'
  // What another question claims by its whole words is that one's, though it may hold words of this one's.
  if (questionOf(heading, more) !== 'actions') return null
  return isUnsure(readings) ? 'unsure' : 'list'
}

/** In the order of precedence: a question's own words win over those that a heading happens to hold. */
function questionsOf(table: MoreHeadings): readonly QuestionName[] {
  const order: readonly QuestionName[] = ['wentWell', 'better', 'actions', 'lessons', 'who', 'communication', 'how']
  return order.filter((name) => table[name] !== undefined)
}

/** The words of a heading as written, without the qualifiers around them, and without what a dash adds. */
function readingsOf(heading: string): readonly string[] {
  const words = headingWords(heading)
  const bare = words.split(' ')
  while (bare.length > 1 && qualifiers.has(bare[0] ?? '')) bare.shift()
  while (bare.length > 1 && qualifiers.has(bare.at(-1) ?? '')) bare.pop()
  const [, named = ''] = /^(.{3,80}?)\s[–—-]{1,2}\s/.exec(heading.slice(0, 200)) ?? []
  return named === '' ? [words, bare.join(' ')] : [words, bare.join(' '), headingWords(named)]
}

/** An entry with `…`: its stretches of words, and whether it begins and ends with one. */
interface Pattern {
  readonly parts: readonly string[]
  readonly open: boolean
  readonly openEnd: boolean
}

/** Entries ready to be looked up: whole headings, and those with `…` by the first word that they need. */
interface Lookup {
  readonly whole: ReadonlySet<string>
  readonly byWord: ReadonlyMap<string, readonly Pattern[]>
}

function matches(entries: readonly string[], readings: readonly string[]): boolean {
  const lookup = compiled.get(entries) ?? compile(entries)
  compiled.set(entries, lookup)
  return readings.some((words) => {
    if (words === '') return false
    if (lookup.whole.has(words)) return true
    return words.split(' ').some((word) => lookup.byWord.get(word)?.some((pattern) => fits(pattern, words)))
  })
}

function compile(entries: readonly string[]): Lookup {
  const byWord = new Map<string, Pattern[]>()
  for (const entry of entries.filter((one) => one.includes('…'))) {
    const stretches = entry.split('…').map(headingWords)
    const parts = stretches.filter((part) => part !== '')
    const word = parts[0]?.split(' ')[0] ?? ''
    const pattern = { parts, open: stretches[0] === '', openEnd: stretches.at(-1) === '' }
    byWord.set(word, [...(byWord.get(word) ?? []), pattern])
  }
  return { whole: new Set(entries.filter((one) => !one.includes('…')).map(headingWords)), byWord }
}

/** Whole words only, in order: that is what the spaces around are for. */
function fits({ parts, open, openEnd }: Pattern, words: string): boolean {
  const whole = ` ${words} `
  let from = 0
  for (const [index, part] of parts.entries()) {
    const at = whole.indexOf(` ${part} `, from)
    if (at < 0 || (index === 0 && !open && at !== 0)) return false
    from = at + part.length + 1
  }
  return parts.length > 0 && (openEnd || whole.endsWith(` ${parts.at(-1)} `))
}
