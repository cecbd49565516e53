/**
 * Verbs with which people begin what is to do. A line of its own, or a heading, is an item only where it begins with one;
 * list items and rows need none.
 */
const verbs: ReadonlySet<string> = new Set(
  `add adjust adopt alert align allow analyse analyze announce apply arrange ask assess assign attach audit automate avoid
  backfill backport backup benchmark block book bring build bump call change chase check clarify clean cleanup close collect
  come communicate compare complete configure confirm consider consolidate contact continue convert coordinate copy correct
  create cut decide decommission decouple define delete deploy deprecate describe design detect determine develop disable
  discuss document double downgrade draft drop educate eliminate email enable encourage enforce enhance ensure escalate
  establish evaluate examine expand explore export expose extend extract figure file filter find finish fix follow formalise
  formalize gather generate get give grant group guard handle harden hire hold identify implement import improve include
  increase inform install instrument integrate introduce inventory investigate isolate issue keep kill label land launch learn
  let lift limit link list load lock log look lower maintain make map mark measure merge migrate minimise minimize mitigate
  mock modify monitor move negotiate notify onboard open optimise optimize order organise organize page pass patch perform pin
  plan post practice practise prepare prevent print prioritise prioritize probe produce profile promote propose protect prove
  provide provision prune publish pull purge push put raise randomise randomize reach read rebuild recommend reconfigure
  reconsider record recover recreate redact redesign reduce reenable refactor refine refresh refuse regenerate register rehearse
  reject release relocate remediate remind remove rename renew reorganise reorganize repair repeat replace replicate report
  repurpose request require rerun research reserve reset resize resolve restart restore restrict restructure retain rethink
  retire retry return reuse revert review revise revisit revoke rewrite roll rollback rollout rotate run scale schedule scope
  script search secure segment send separate serve set setup shard share ship shorten shut simplify simulate solve sort speak
  specify split stabilise stabilize stage standardise standardize start stop store streamline strengthen stress submit
  subscribe surface suspend swap switch sync systematise systematize tag take talk teach tell test throttle tie tighten trace
  track train transfer translate trial trigger trim try tune turn understand unify update upgrade upload use validate verify
  version wait warn watch widen wire work wrap write`.split(/\s+/),
)

/** Past forms that say that something was done, however the line goes on. */
const done: ReadonlySet<string> = new Set(
  `added adjusted applied backported blocked bumped changed configured corrected created cut deleted deployed disabled
  documented enabled fixed implemented installed introduced issued landed made merged migrated moved patched published pushed
  put raised re-enabled reenabled reverted re-worked reworked removed replaced restored rolled rotated scaled sent set shipped
  switched tested tightened took turned upgraded wrote built ran rebuilt reran reset`.split(/\s+/),
)

/** Base forms and past forms are one for these. */
const either: ReadonlySet<string> = new Set(['cut', 'put', 'set', 'reset'])

const subject = /^(?:we(?:['’]ve| have| also| now)*|i(?:['’]ve| have)?)\s+/i

/** Whether a text begins with what is to do. */
export function isToDo(text: string): boolean {
  const word = firstWord(text)
  return verbs.has(word) || verbs.has(word.replace(/^re-/, ''))
}

/** Whether a text begins by saying that something was done; not that a ticket was opened for it. */
export function isDone(text: string): boolean {
  if (
    /^(?:\W{0,4}we )?(?:created|opened|filed|raised|logged|added)\b.{0,40}\b(?:ticket|issue|bug|story|card|task|jira)/i.test(
      text,
    )
  )
    return false
  const bare = text
    .slice(0, 120)
    .replace(subject, '')
    .replace(/^(?:already|also|now|successfully|significantly|immediately|temporarily|manually)\s+/i, '')
  const word = firstWord(bare)
  const told = bare !== text.slice(0, 120)
  if (either.has(word)) return told
  if (done.has(word)) return true
  if (!/^[a-z-]{2,20}ed$/.test(word) || /^(?:need|feed|embed|speed|seed|shed|proceed|exceed|succeed)$/.test(word))
    return false
  return told || /^\S+ (?:the|a|an|our|all|its|their|this|that|these|to|from|some|every|each|up|out|\d)\b/i.test(bare)
}

/** Whether a text that is a list item says what happened, advises readers, or points elsewhere, instead of what is to do. */
export function isNoAction(text: string): boolean {
  if (/^[[(*_`]{0,3}(?:\d{4}[-/]\d{2}[-/]\d{2}[ T,]{1,3})?\d{1,2}:\d{2}\b/.test(text)) return true
  if (
    /^(?:do not|don['’]t|never|you |your |if you|if your|please (?:see|refer|note|contact|reach|do not|make sure|check)|note:|note that|nb:|see |for more|more (?:info|details)|there (?:is|are|was|were) )/i.test(
      text,
    )
  )
    return true
  const observed =
    /^(?:the|this|it|a|an|these|those|our|no|nobody|none|many|some|most|all|we)\b.{0,80}?\b(?:was not|were not|wasn['’]t|weren['’]t|did not|didn['’]t|had no|failed|caused|was missing|were missing|was down|were down|was unable|were unable|took)\b/i
  return (
    observed.test(text.slice(0, 140)) && !/\b(?:should|must|will|need|needs|shall|to be|could|done|now)\b/i.test(text)
  )
}

function firstWord(text: string): string {
  return /^[\W_]{0,6}([\p{L}][\p{L}'’-]{0,24})/u.exec(text)?.[1]?.toLowerCase() ?? ''
}
