import type { ItemPriority, ItemState, ItemType } from '../../../domain/action-item.ts'
import { priorityWords, stateWords, typeWords } from '../data/item-vocabulary.ts'

const stateOfWord = inverted(stateWords)
const typeOfWord = inverted(typeWords)
const priorityOfWord = inverted(priorityWords)

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

const keyOrLink =
  /\[[^[\]]{1,200}\]\([^()\s]{1,400}\)|https?:\/\/\S{1,400}|(?<![\w#])#\d{1,10}|(?<!\w)[A-Z][A-Z\d]{1,9}-\d{1,7}(?!\w)/g

/**
 * The state that a cell tells beside what else stands in it: "Done, in #12", "Completed 2 May", "n/a **TODO**", "⏳ waiting
 * for parts". `null` where its first words, its last one and its first sign say none.
 */
export function readStateOf(cell: string): ItemState | null {
  const bare = cell.slice(0, 300).replace(keyOrLink, ' ').replace(/[*_`]/g, ' ').trim()
  const whole = readState(bare)
  if (whole !== null) return whole
  const words = plainWords(bare.split(/[/|]|\s[–—-]{1,2}\s/)[0] ?? '').split(' ')
  for (const length of [4, 3, 2, 1]) {
    const found = words.length > length ? stateOfWord.get(words.slice(0, length).join(' ')) : undefined
    if (found !== undefined) return found
  }
  return stateOfWord.get(words.join(' ')) ?? readStateAtEnd(bare)
}

/** The state that capitals at a text's end tell, as "n/a DONE" and "Bug 12 TODO" do; `null` where there are none. */
export function readStateAtEnd(text: string): ItemState | null {
  const capitals = /(?:^|[\s([])((?:IN |NOT |TO )?[A-Z]{3,12})[\s)\].]{0,4}$/.exec(text.slice(-40))?.[1]
  return capitals === undefined ? null : (stateOfWord.get(capitals.toLowerCase()) ?? null)
}

/** The type that a text names as a whole; `null` for anything else. */
export function readType(text: string): ItemType | null {
  return typeOfWord.get(plainWords(text)) ?? null
}

/** The priority that a text names as a whole; `null` for anything else. */
export function readPriority(text: string): ItemPriority | null {
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

/** A sentence that says that there is nothing to do: "None required for this run.", "No further action is needed". */
const nothing =
  /^[*_]{0,3}(?:none|nothing|not|no (?:further |new |additional |specific |open |other |immediate |corrective |preventive |follow[- ]?up ){0,2}(?:actions?(?: items?)?|follow[- ]?ups?|tasks?|steps?|changes?|work))(?: (?:is|are|was|were|has been|have been))?(?: (?:currently|presently|yet))? (?:required|needed|necessary|identified|planned|applicable|expected|at (?:this|the|present)|for (?:now|this|the moment)|so far|yet|outstanding|remaining|to be taken|taken|further)(?![\w-])/i

/** Whether a text, a label before it left out, is one bracket with words in it that lead nowhere: "[What to do]". */
function isBracketed(text: string): boolean {
  const inner = /^(?:[*_]{0,3}[\p{L} ]{1,40}[*_]{0,3}[:?][*_]{0,3} {0,3})?\[([^[\]]{2,110})\][.!]?$/u.exec(text)?.[1]
  if (inner === undefined || /^[ xX]$/.test(inner)) return false
  return !/^#?\d+$|^[A-Z][A-Z\d]{0,9}-\d{1,7}$|^(?:GH|PR|Issue|Bug)[ #-]{0,2}\d|:\/\/|[\w-]\/[\w.-]+#\d/i.test(inner)
}

/**
 * Whether a text holds the place of an item that nobody wrote: "TBD", "<action>", "{owner}", "Action 1", "None", "No actions
 * needed", an ellipsis, marks alone. Empty text is one, too.
 */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim()
  if (bare.length > 120) return false
  // Braces around a whole sentence were filled in, and left where they were.
  const filled = bare.replace(/<[^<>]{1,80}>|\{{1,2}[^{}]{1,80}\}{1,2}/g, (found) =>
    found.startsWith('{') && found.split(/\s+/).length > 7 ? found : '',
  )
  if (filled !== bare && filled.trim() !== '' && isBracketed(filled.trim())) return true
  if (filled !== bare && !/[\p{L}\p{N}]/u.test(filled) && !/^<https?:/.test(bare)) return true
  if (nothing.test(bare) || isBracketed(bare)) return true
  if (
    /^[[(_*]{1,3}(?:insert|describe|add|your|enter|list|fill|action|owner|name|todo|tbd|optional|what)\b[^[\]()]{0,80}[\])_*]{1,3}$/i.test(
      bare,
    )
  )
    return true
  const words = plainWords(bare)
  return words === '' ? !/\p{Extended_Pictographic}/u.test(bare) : placeholder.test(words)
}
