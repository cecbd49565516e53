import { isToDoElsewhere } from './verbs-elsewhere.ts'

/**
 * Verbs with which people begin what is to do. A line of its own, or a heading, is an item only where it begins with one;
 * list items and rows need none.
 */
const verbs: ReadonlySet<string> = new Set(
  `abandon accelerate activate adapt add address adjust adopt advertise advise alert align allocate allow allowlist
  amend analyse analyze announce append apply appoint archive arrange articulate ask assess assign attach audit augment
  author authorise authorize automate automatically avoid await backfill backport backup balance ban batch benchmark
  bind blacklist block blocklist bolster book boost bootstrap bring broaden browse build bump buy bypass calculate
  calibrate call cancel cap capture catch categorise categorize centralise centralize certify change chart chase check
  circulate cite clarify clean cleanup clear clone close codify collect combine come commission communicate compare
  compile complete compress conduct configure confirm connect consider consolidate constrain construct contact
  containerise containerize continue contribute convert coordinate copy correct cover craft create cross-train customise
  customize cut cycle deactivate debug decide decommission decompose decouple deduplicate defer define delay delegate
  delete deliver demonstrate deny deploy deprecate derive describe design detach detect determine develop devise
  diagnose digitise disable disallow disconnect discontinue discourage discuss dispatch display distribute diversify
  divide document double downgrade draft drain drive drop duplicate edit educate elaborate elevate eliminate email embed
  emit employ empower enable encourage enforce engage enhance enlarge enrich ensure equip escalate establish evaluate
  evict evolve examine exclude execute exempt expand explain explicitly explore export expose extend extract facilitate
  fail-fast familiarise fetch figure file filter finalise finalize find finish fix flag flip flush follow forbid force
  formalise formalize forward foster freeze fulfil gather generalise generalize generate get give govern grant group
  guarantee guard guide halt handle harden harmonise harmonize have help hire hold host hunt identify implement import
  improve include incorporate increase indicate inform initiate inject inspect install institute instrument integrate
  interview introduce invalidate inventory invest investigate invite isolate issue iterate join justify keep kick kill
  label land launch learn leave lengthen let leverage liaise lift limit line link list load lock log look lower maintain
  make manage mandate manually map mark match maximise maximize measure meet mend merge migrate minimise minimize mirror
  mitigate mock modernise modernize modify modularise monitor mount move multiply mute name negotiate nominate normalise
  normalize note notify obtain offer offload omit onboard open opt optimise optimize orchestrate order organise organize
  outline overhaul override own page parallelise parallelize parameterise parameterize pass patch pay perform permit
  persist phase pick pilot pin place plan post practice practise pre-provision precompute prefer prepare present
  preserve prevent print prioritise prioritize proactively probe procure produce profile prohibit promote propagate
  propose protect prove provide provision prune publish pull purchase purge push put qualify quantify quarantine
  question raise randomise randomize re-evaluate re-run reach read readjust realign reassess rebalance rebuild receive
  recheck recommend reconcile reconfigure reconsider record recover recreate redact redeploy redesign redirect redo
  reduce reenable reestablish reevaluate refactor refer refine refresh refuse regenerate register regularly regulate
  rehearse reimplement reinforce reinstall reinstate reinvestigate reject release relocate rely remediate remind remove
  rename render renew reorder reorganise reorganize repair repeat replace replicate repoint report reproduce repurpose
  request require reroute rerun reschedule research reserve reset resize resolve respond restart restate restore
  restrict restructure retain retest rethink retire retrain retrofit retry return reuse revalidate revamp revert review
  revise revisit revoke reword rework rewrite rightsize roll rollback rollout rotate run sanitise sanitize save say
  scale scan schedule scope script scrub search secure see seek segment select sell send separate sequence serve set
  settle setup shadow shard share shield shift ship shorten show shut sign silence simplify simulate skip slow socialise
  socialize solicit solve sort source-control speak specify spin split sponsor spread stabilise stabilize stage stagger
  standardise standardize start stay step-up stick stipulate stop store streamline strengthen stress study sub-divide
  submit subscribe substitute suggest supplement supply suppress surface survey suspend swap sweep switch sync
  synchronise synchronize systematise systematize tackle tag take talk teach tear tell templatise terminate test
  throttle throw tie tighten time-box toggle trace track train transfer transition translate trap treat triage trial
  trigger trim troubleshoot try tune turn tweak type-check unblock uncover understand undertake undo unify uninstall
  unpin unregister update upgrade upload use utilise utilize validate vary verify version vet visit visualise visualize
  wait walk warn watch whitelist widen win-back wipe wire witness work wrap write`.split(/\s+/),
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

/** Words before a verb that say how or when. */
const manner =
  /^([\W_]{0,6})(?:(?:always|also|then|never|please|maybe|perhaps|better|further|either|\p{L}{2,14}ly)\s+){1,2}(?=\p{L})/iu

/** Whether a text begins with what is to do. */
export function isToDo(text: string): boolean {
  // "Issue could be found", "Support was slow": the word is a thing there.
  if (
    /^\W{0,6}\p{L}[\p{L}'’-]{0,24} (?:could|can|may|might|should|would|was|were|is|are|has|had|did|does)\b/u.test(text)
  )
    return false
  return isVerb(firstWord(text)) || isVerb(firstWord(text.slice(0, 160).replace(manner, '$1'))) || isToDoElsewhere(text)
}

function isVerb(word: string): boolean {
  return verbs.has(word) || verbs.has(word.replace(/^re-/, ''))
}

const works =
  'added|fixed|applied|deployed|updated|created|implemented|enabled|disabled|removed|moved|changed|increased|reduced|introduced|configured|installed|upgraded|migrated|replaced|improved|merged|released|rolled out|put in place|set up|documented|resolved|restored|patched|accelerated|finali[sz]ed|completed?|reverted|rotated|notified|corrected|rewritten|done|live|in place'

/** Past participles that end otherwise. */
const irregular =
  'made|written|rewritten|built|rebuilt|sent|set|put|taken|done|given|moved|withdrawn|shut|cut|split|taught|bought|run|begun|brought|kept'
/** "The fix was applied to all hosts", "funds have been withdrawn from it", "the alert is updated." */
const toldOfThing = new RegExp(
  `^(?:[\\p{L}\\p{N}'’/\`()_.-]{1,40}\\s){1,9}(?:(?:was|were|has been|have been|has now been|have now been)\\s(?:(?:now|also|already|successfully|\\p{L}{2,14}ly)\\s)?(?:\\p{L}{3,20}ed|${works}|${irregular})\\b|(?:is|are)\\s(?:now\\s|already\\s)?(?:${works})(?=[.!]?$))`,
  'iu',
)
const notYet =
  /\b(?:not|never|should|will|would|must|need|needs|could|until|unless|if|when|once|after|because|to be)\b/i

/** What each of those has. Compiled in no time, which the whole is not. */
const helper = /\s(?:was|were|has|have|is|are)\s/i
/** Participles of what went wrong, or is only meant. */
const wentWrong =
  /\b(?:mis\p{L}{2,20}|failed|denied|needed|required|planned|expected|supposed|intended|proposed|scheduled|assigned|discussed|considered|affected|impacted|caused|delayed|impaired|confused|overloaded|overwhelmed|exhausted|corrupted|degraded|lost|involved|used|located|based)$/iu

/** Whether a text says that a thing was done: what it says before that names the thing. */
function tellsDone(text: string): boolean {
  if (!helper.test(text)) return false
  const found = toldOfThing.exec(text.slice(0, 300))
  return found !== null && !notYet.test(found[0]) && !wentWrong.test(found[0])
}

/** Remarks in brackets that say that it was done: "(added in v2)", "(fixed)". At the end of a text. */
const doneRemark = new RegExp(`\\((?:now |already )?(?:${works})\\b[^()]{0,60}\\)[\\s.]{0,3}$`, 'i')

/** The same behind a mark, with the day at most: "Purge the logs; completed as of 29 October". */
const doneAtEnd = new RegExp(
  `(?:[;.]|\\s[–—-]{1,2})\\s(?:now |already )?(?:${works})(?: (?:as of|on|since) [^;()]{1,40})?[\\s.]{0,3}$`,
  'i',
)
/** Whether a text says behind a mark at its end that it was done. Where a day was read out of it ("; done by …"), it is a plan. */
export function endsDone(text: string): boolean {
  return doneAtEnd.test(text.slice(-120))
}

/** "Already run the script", not "Already running hosts". */
const already = /^\W{0,4}(?:(?:we|i)(?:['’]ve| have)? )?already\s(?!\p{L}{1,20}ing\b)\p{L}/iu

/** Whether a text says that something was done, at its beginning, of a thing, or in brackets at its end; not that a ticket was opened for it. */
export function isDone(text: string): boolean {
  if (already.test(text) || doneRemark.test(text.slice(-120))) return true
  if (tellsDone(text) && !isToDo(text)) return true
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
  const hadLead = bare !== text.slice(0, 120)
  if (either.has(word)) return hadLead
  if (done.has(word)) return true
  if (!/^[a-z-]{2,20}ed$/.test(word) || /^(?:need|feed|embed|speed|seed|shed|proceed|exceed|succeed)$/.test(word))
    return false
  return (
    hadLead || /^\S+ (?:the|a|an|our|all|its|their|this|that|these|to|from|some|every|each|up|out|\d)\b/i.test(bare)
  )
}

/** "The policy generalises the lesson": a thing, then what it does, or did, to another. */
const doesSomething =
  /^(?:[^\s]{1,80}\s){1,14}?(?:\p{L}{2,20}[^\Ws]s|caught|kept|made|stopped|held|gave)\s(?:the|an?|any|our|its|whether|it|them|us)\s/u
/** "Test `infra.py` guards the snippet": the verb names a thing, since code follows and a verb after it. */
const namedByCode = /^\S{2,20}\s(?=[^\s]{0,80}[`/._])[^\s]{3,80}\s\p{L}{2,20}[^\Ws]s\s(?:the|an?|any|our|its)\s/u
const obliges = /\b(?:should|must|shall|will|would|could|needs?|to be|todo|plan(?:ned)?|propose[ds]?|if|so that)\b/i

/** Whether a text states what something does by now, and asks for nothing: "The ADR defines the boundary." */
export function statesWhatIs(text: string): boolean {
  const found = doesSomething.exec(text.slice(0, 400))?.[0] ?? ''
  const sentence = /^[^.;]*/.exec(text.slice(found.length, 400))?.[0] ?? ''
  if (found === '' || /\b(?:that|which|who)\b/.test(found) || obliges.test(found + sentence)) return false
  return !isToDo(text) || namedByCode.test(text.slice(0, 200))
}

/** What tells of the document, and of nothing to do: "Last updated: 2025-08-08". */
const ofDocument =
  /^[*_]{0,3}(?:last (?:updated|reviewed|modified|edited)|next review|(?:document|report) (?:owner|version|status|date)|generated (?:on|by)|prepared by|reviewed by|approved by|written by)[*_]{0,3} ?:/i

const outsiders =
  /^(?:[\p{L}-]{2,20} ){0,3}(?:users?|customers?|maintainers|operators|validators|delegators|subscribers|readers|administrators|application developers)(?: and (?:\p{L}{2,20} ){0,2}\p{L}{2,20})? (?:should|must|can|may|need to|are (?:advised|encouraged|urged|recommended|asked))\b/iu

/** Whether a text that is a list item says what happened, advises readers, or points elsewhere, instead of what is to do. */
export function isNoAction(text: string): boolean {
  // The second half of a sentence, and what is asked of people outside of the team.
  if (ofDocument.test(text)) return true
  if (/^(?:and|or|but|which|because|so that|while|whereas)\s/.test(text) || outsiders.test(text.slice(0, 200)))
    return true
  if (/^[[(*_`]{0,3}(?:\d{4}[-/]\d{2}[-/]\d{2}[ T,]{1,3})?\d{1,2}:\d{2}\b/.test(text)) return true
  if (
    /^(?:you |your |if you|if your|please (?:see|refer|note|contact|reach|do not|make sure|check)|note:|note that|nb:|see |for more|more (?:info|details)|there (?:is|are|was|were) )/i.test(
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
