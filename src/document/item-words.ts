import type { ItemState, ItemType, Priority } from '../domain/action-item.ts'

/** The words and signs by which people say what became of an item. To teach the app another one, add it here. */
const states: Readonly<Record<ItemState, readonly string[]>> = {
  done: [
    ...[
      'done',
      'already done',
      'all done',
      'complete',
      'completed',
      'closed',
      'resolved',
      'fixed',
      'finished',
      'shipped',
    ],
    ...['merged', 'deployed', 'released', 'delivered', 'implemented', 'landed', 'yes', '✅', '✔', '✓', '☑', '🟢', '🎉'],
    ...['white check mark', 'heavy check mark', 'ballot box with check'],
  ],
  'in-progress': [
    ...['in progress', 'inprogress', 'wip', 'work in progress', 'doing', 'started', 'ongoing', 'on going', 'underway'],
    ...['in review', 'in flight', 'active', 'partially done', 'partly done', 'partial', '🚧', '⏳', '⌛', '🔄', '🟡'],
    ...['construction', 'hourglass', 'hourglass flowing sand', 'hourglass not done'],
  ],
  open: [
    ...['open', 'todo', 'to do', 'not started', 'not done', 'pending', 'planned', 'new', 'backlog', 'no', 'blocked'],
    ...[
      'scheduled',
      'proposed',
      'assigned',
      'to be done',
      'not yet',
      'outstanding',
      'upcoming',
      'unresolved',
      'accepted',
    ],
    ...['❌', '✖', '✗', '✘', '❎', '⬜', '☐', '🔴', '⭕', '📋', 'on hold', 'deferred', 'queued'],
  ],
  declined: [
    ...[
      'declined',
      'wontfix',
      'wont fix',
      'wont do',
      'will not do',
      'will not fix',
      'cancelled',
      'canceled',
      'dropped',
    ],
    ...['rejected', 'obsolete', 'not doing', 'not planned', 'superseded', 'abandoned', 'no longer needed', '🚫'],
  ],
}

const types: Readonly<Record<ItemType, readonly string[]>> = {
  prevent: ['prevent', 'prevention', 'preventive', 'preventative', 'preventing', 'preventions'],
  detect: ['detect', 'detection', 'detective', 'monitoring', 'alerting', 'observability', 'detecting'],
  mitigate: ['mitigate', 'mitigation', 'mitigations', 'mitigative', 'mitigating'],
  process: ['process', 'processes', 'process improvements', 'process improvement', 'documentation', 'training', 'docs'],
  repair: ['repair', 'repairs', 'fix', 'fixes', 'corrective', 'correct', 'remediate', 'remediation', 'cleanup', 'bug'],
}

const priorities: Readonly<Record<Priority, readonly string[]>> = {
  P0: ['p0', 'prio 0', 'priority 0', '0'],
  P1: ['p1', 'prio 1', 'priority 1', '1'],
  P2: ['p2', 'prio 2', 'priority 2', '2'],
  P3: ['p3', 'prio 3', 'priority 3', '3'],
  high: ['high', 'critical', 'urgent', 'highest', 'major', 'must', 'very high', 'high priority', 'hi', '🔥', '⬆'],
  medium: ['medium', 'med', 'normal', 'moderate', 'should', 'medium priority', 'mid'],
  low: ['low', 'minor', 'lowest', 'nice to have', 'could', 'low priority', 'lo', '⬇', 'trivial'],
}

const stateOfWord = inverted(states)
const typeOfWord = inverted(types)
const priorityOfWord = inverted(priorities)

/** The state that a cell, a label or a bracket names as a whole; `null` for anything else. */
export function readState(text: string): ItemState | null {
  const word = plainWords(text)
  return (
    stateOfWord.get(word) ??
    stateOfWord.get(signOf(text)) ??
    stateOfWord.get(plainWords(text.split(/[(,;:]/)[0] ?? '')) ??
    null
  )
}

/** The type that a text names as a whole; `null` for anything else. */
export function readType(text: string): ItemType | null {
  return typeOfWord.get(plainWords(text)) ?? null
}

/** The priority that a text names as a whole; `null` for anything else. */
export function readPriority(text: string): Priority | null {
  return priorityOfWord.get(plainWords(text)) ?? priorityOfWord.get(signOf(text)) ?? null
}

function inverted<K extends string>(table: Readonly<Record<K, readonly string[]>>): ReadonlyMap<string, K> {
  const keys: K[] = []
  for (const key in table) keys.push(key)
  return new Map(keys.flatMap((key) => table[key].map((word) => [word, key] as const)))
}

/** Lower case, nothing but letters and digits, single spaces: at most 60 characters of it count. */
export function plainWords(text: string): string {
  return text
    .slice(0, 60)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The first sign of a text that is no letter, mark or space, which is how emoji are met. */
function signOf(text: string): string {
  return /\p{Extended_Pictographic}|[✓✔✖✗✘☐☑]/u.exec(text.slice(0, 20))?.[0] ?? ''
}

const placeholder =
  /^(?:tbd|tbc|todo|to do|tba|n ?a|none|nothing|nil|null|xxx?|placeholder|no|not applicable|to be (?:done|defined|determined|added|completed|filled(?: in| out)?)|fill (?:this )?in|add (?:more |your )?(?:action )?items?(?: here)?|(?:action|item|task|action item)(?: (?:\d{1,2}|one|two|three|n|x|here|description))?|(?:your |insert |describe |description of |what )?(?:the )?action(?: item)?s?(?: here)?|description|owner|(?:there are )?no(?:ne)?(?: further| new| open| additional| specific| other| follow up| immediate)? ?(?:actions?|action items?|follow ups?|tasks?|next steps)?(?: (?:needed|required|necessary|identified|at this time|for now|yet|planned|taken|items?))*|nothing (?:to do|further|more|yet)|lorem ipsum.*|example.{0,40}|etc)$/

/**
 * Whether a text holds the place of an item that nobody wrote: "TBD", "<action>", "{owner}", "Action 1", "None", "No actions
 * needed", an ellipsis, marks alone. Empty text is one, too.
 */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim()
  if (bare.length > 120) return false
  const filled = bare.replace(/<[^<>]{1,80}>|\{{1,2}[^{}]{1,80}\}{1,2}/g, '')
  if (filled !== bare && !/[\p{L}\p{N}]/u.test(filled) && !/^<https?:/.test(bare)) return true
  if (
    /^[[(_*]{1,3}(?:insert|describe|add|your|enter|list|fill|action|owner|name|todo|tbd|optional|what)\b[^[\]()]{0,80}[\])_*]{1,3}$/i.test(
      bare,
    )
  )
    return true
  const words = plainWords(bare)
  return words === '' ? !/\p{Extended_Pictographic}/u.test(bare) : placeholder.test(words)
}
