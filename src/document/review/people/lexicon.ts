import { Phrases } from '../phrases.ts'

// The words by which a sentence about a person shows. To teach the review another one, add it to its list; a word that ends
// in `*` stands for all that begin so. English only: documents in other languages are left alone.

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''))
}

function phrases(text: string): Phrases {
  return new Phrases(text.split('|').map((phrase) => phrase.trim()))
}

/** One person. "User" is missing: what users could not do is the impact. */
export const people = words(`he she engineer engineers developer developers dev devs operator operators admin admins
  administrator administrators sysadmin sysadmins sre sres on-call oncall on-caller oncaller responder responders person
  someone somebody author reviewer reviewers maintainer maintainers employee employees colleague colleagues coworker
  contractor contractors intern interns manager managers lead dba dbas technician technicians teammate teammates contributor
  committer commander deployer deployers hire hires newcomer newcomers trainee trainees apprentice analyst analysts architect
  architects tester testers programmer programmers`)

export const teams = words('team teams squad squads department departments ops devops leadership staff')

/** Names of programs, too: these are people only after one of the words below. */
export const programs = words('operator operators manager managers deployer deployers')
export const beforePeople =
  words(`the a an our their his her one two another some any no each every human on-call oncall duty
  shift night senior junior new network node validator site plant machine console release incident product engineering project
  team delivery account service general hiring line second first responsible current former previous last next other which whose and or by of to for
  from with`)

/** Before one of these words nothing but a person is meant. */
export const surelyPeople =
  words(`human on-call oncall duty shift night senior junior hiring product engineering incident
  release team line general former previous current responsible who`)

/** Whoever it may be: what these could have done is a possibility. */
export const anybody = words('person someone somebody anyone anybody')

/** Those who write: honest about themselves, and still not about what made it possible. */
export const ourselves = words('we i')

/** Nobody in particular, so everybody. */
export const nobody = phrases('nobody|no one|noone|none of us|not one of us|neither of us')

/** Between a subject and what is said of it. */
export const fillers =
  words(`also just simply initially then still even really actually fully properly clearly obviously
  apparently again once later first both all had have has did`)

/** What may lead from a person to the verb: "the engineer who deployed it", "the person solving the problem". */
export const links = words('who whose on in at from of for with responsible')

/** Where what follows has another subject. */
export const breaks =
  words(`that which because when while and but or if as since so whereas although though until before after
  is are was were be been has had have saw ran found got took made gave told said knew thought went came began started
  noticed`)

/** Failing verbs, besides those that only people are the subjects of. */
export const failing = phrases(`failed to|fails to|ignored|missed|misconfigured|misdiagnosed|messed it up|
  made an error|made errors|made a wrong|made the wrong|made a bad|
  made a poor|made poor|made bad|made incorrect|made an incorrect|made a careless|wrongly|incorrectly|erroneously|
  took too long|took far too long|caused the outage|caused the incident|
  caused this incident|caused this outage|broke production|skipped the|did the wrong|let everyone down|
  refused to|keep ignoring|keeps ignoring|kept ignoring|keep forgetting|kept forgetting|should know better|knew better|no idea|no clue`)

/** Failing as no program does: what counts for users, and for roles whose names are those of programs, too. */
export const humanFailing =
  phrases(`forgot|forgot to|neglected|neglected to|overlooked|misread|misunderstood|misjudged|mistyped|messed up|screwed up|botched|bungled|
  blundered|panicked|made a mistake|made mistakes|made the mistake|mistakenly|carelessly|recklessly|foolishly|negligently|lazily|
  blindly|dropped the ball|lost track|cut corners|turned a blind eye|paid no attention|took no notice|rubber-stamped|rubber stamped|
  abandoned their|shirked|failed to notice|failed to realise|failed to realize|failed to read|failed to ask|failed to tell`)
/** And how a clause after a comma may fail, where "missed beats" would be a list. */
export const failingSteps = phrases('skipped the|ignored the|ignored a|missed the')
/** What follows "failed to" of machines, and of roles that are machines there. */
export const machinery =
  words(`start boot load connect build compile run reconcile sync mount restart recover scale resolve elect schedule pull
  initialise initialize render terminate bind resync replicate converge deploy`)
/** What is done to people, after an adverb such as "incorrectly". */
export const undergone = words('received got saw was were had been shown charged paged lost')
/** Failing as a participle: "ignoring the alert", "having forgotten the flag". */
export const failingParticiples =
  phrases(`forgetting|ignoring|overlooking|neglecting|misreading|misunderstanding|misjudging|mistyping|misconfiguring|
  misdiagnosing|dismissing|disregarding|skipping the|not noticing|not checking|not reading|not realising|not realizing|not
  verifying|not testing|failing to notice|failing to check|failing to tell|failing to read|having forgotten|having overlooked|
  having ignored|having misread|having missed|having neglected|having misunderstood|having skipped|having dismissed`)
export const unawareParticiples = phrases('unaware|not knowing|not being aware|unfamiliar with')

/** Failing, as it is said of what people did: "was missed by the on-call". */
export const failed = words(`missed ignored overlooked forgotten neglected misconfigured misread misunderstood misjudged
  mistyped misdiagnosed mishandled botched bungled skipped dismissed disregarded`)
/** And how: "was wrongly edited by the developer". */
export const wrongly = words('wrongly mistakenly incorrectly erroneously carelessly recklessly negligently')

/** What a person lacks by a judgement; what a team lacks in tools or rights is the system's. */
export const lacking = words('lacked lacks lacking lack')
export const lacked =
  words(`discipline experience knowledge skill skills training attention care understanding awareness
  diligence competence expertise judgement judgment thoroughness professionalism testing communication`)

/** Negations after which the lists below count. */
export const negations = phrases(
  `did not|didn't|had not|hadn't|have not|haven't|has not|hasn't|does not|doesn't|do not|don't|never`,
)
export const negatedBeing = phrases(
  `was not|wasn't|were not|weren't|is not|isn't|are not|aren't|had not been|hadn't been`,
)
export const being = phrases('was|were|is|are|being|been|seemed|seems|got|became')

/** Paying attention, in all its forms: its absence is what people are blamed for. */
export const attention =
  words(`notice noticed check checked verify verified test tested read follow followed realise realised
  realize realized think thought bother bothered communicate communicated respond responded react reacted escalate escalated
  prioritise prioritised prioritize prioritized monitor monitored inform informed tell told ask asked look looked pay paid
  consider considered double-check double-checked doublecheck validate validated review reviewed remember remembered anticipate
  anticipated foresee foreseen care cared listen listened coordinate coordinated spot spotted catch caught confirm confirmed
  consult consulted investigate investigated warn warned act acted document documented answer answered reply replied`)

/** Of these, what no program does. */
export const humanAttention = words(
  'read look looked tell told ask asked bother bothered think thought listen care communicate consult',
)
/** What people expect or hold true: its absence in the present tense is a forecast, or a memory. */
export const outlook = words('anticipate foresee consider think remember confirm')

/** What is done to a duty: after "not", with one of the words below, it is a duty not done. */
export const doing =
  words(`do done perform performed run ran take took taken make made follow followed apply applied conduct conducted complete
  completed keep kept carry carried enable enabled wait waited`)
export const duties =
  words(`test tests testing check checks checklist review reviews backup backups practice practices procedure procedures
  protocol runbook policy policies guideline guidelines standards precautions diligence drill drills`)
/** What people have, or not, by a choice of their own. */
export const safeguards = words('two-factor multi-factor 2fa mfa')

/** What follows "think" where it means to have an idea. */
export const thoughts = words('to about of through ahead twice')

/** Knowing: of one person a judgement, of ourselves the plain state of the investigation. */
export const knowing = words('know knew known understand understood')

/** What is asked of people after "not". */
export const virtues =
  words(`careful thorough attentive competent diligent qualified responsive proactive prioritising prioritizing monitoring communicating listening checking testing reviewing
  following looking`)
export const virtuePhrases = phrases('paying attention|good at|up to the')
/** What is known, or known how to do, after "not": of one person it is worth a word, of a group it is where things stood. */
export const informed = words('aware sure familiar prepared experienced certain')
export const informedPhrases = phrases('up to speed')

/** Judged traits. */
export const traits = words(`careless sloppy lazy negligent reckless incompetent inexperienced inattentive irresponsible
  ignorant oblivious complacent unprofessional overconfident guilty unqualified stupid dumb
  foolish clueless inept hasty`)
/** Before a role with a trait these tell of whoever may come: "for an inexperienced engineer". */
export const whoever = words('for to of with if when like as even any every each no than from and or')
/** States of knowledge, said without "not". */
export const uninformed = words('unaware unprepared untrained unfamiliar')
export const traitPhrases = phrases(
  'at fault|to blame|bad at|slow to|too slow|too hasty|responsible for the outage|responsible for the incident|responsible for this|asleep',
)
export const degrees = words(
  'not too so very fully really quite rather somewhat entirely completely sufficiently enough simply a bit always never',
)

/** Counterfactuals. */
export const counterfactuals = phrases(
  `should have|should not have|shouldn't have|should've|could have|could've|ought to have`,
)
/** And what no program could. */
export const humanWished = words('read thought communicated told asked escalated considered remembered consulted been')
/** What can be only possible: "somebody could have read the token". */
export const possible = phrases("could have|could've")
/** After "should have been": what was not done to people. */
export const given = words('told given sent shown taught able let made paid')
/** What people should or could have done. */
export const wished =
  words(`noticed checked verified tested read followed realised realized thought communicated responded
  reacted escalated prioritised prioritized monitored informed told asked looked paid considered double-checked validated
  reviewed remembered anticipated foreseen listened coordinated spotted caught confirmed consulted investigated warned acted
  known understood seen detected declared waited paged raised tried stopped prevented avoided made taken done been acted
  reported called rolled`)

/** What nobody does who is careful. */
export const carelessly =
  phrases(`without being|without checking|without verifying|without testing|without reading|without asking|
  without telling|without informing|without consulting|without reviewing|without thinking|without validating|
  without double-checking|without looking|without considering|without paying|without waiting|without review|
  without approval|without permission|without understanding|without fully understanding|without properly|without first|
  without notifying|without warning anyone|without any regard|without regard`)

/** Words that judge, whoever is meant. */
export const blame =
  phrases(`human error|human errors|human mistake|human failure|user error|user errors|operator error|operator errors|
  pilot error|pebkac|fat finger|fat-finger|fat-fingered|fat fingered|careless|carelessness|carelessly|negligence|incompetence|
  sloppiness|laziness|stupidity|should have been obvious`)
/** After them, these tell of what is so in general, or of a figure. */
export const inGeneral =
  phrases(`happen|happens|occur|occurs|can|may|will|could|would|is inevitable|are inevitable|is normal|are normal|is possible|
  are possible|is expected|are expected|is unavoidable|are unavoidable|rate|rates|budget|budgets|code|codes|message|messages|
  page|pages|report|reports|log|logs|count|counts|handling|rose|spiked|increased|dropped|fell`)
/** Before them, these tell of a system that allows for people. */
export const allowing =
  words(`reduce reduces reducing avoid avoids avoiding prevent prevents preventing eliminate eliminates
  eliminating minimise minimize minimising minimizing risk chance chances possibility potential prone room less fewer against
  not rather instead guard handle mitigate limit limits decrease decreases likelihood susceptible possible`)
/** After a person's name: "the engineer's mistake". */
export const faultWords = words(
  `fault mistake mistakes error errors negligence oversight carelessness failure incompetence blunder typo inattention
  inaction refusal unwillingness indifference complacency sloppiness laziness ignorance`,
)
/** And what is one only where it is called so: "a poor decision by the lead". */
export const choices = words('judgement judgment decision decisions choice choices planning communication')
export const poor = words('poor bad wrong rash terrible')
/** Between such a word and the person: "a mistake by the engineer", "the fault of the on-call". */
export const blaming = phrases('by|of|from|on the part of|made by|was made by|were made by')

/** What may stand before a person and what belongs to the name, when the person is blamed from there. */
export const leading = words('by of from if when whenever had')
/** What begins a clause with a subject of its own. */
export const clauses = words(
  `that which because while when as since whereas until after before where who if so although though`,
)
/** And what else may follow a name. */
export const endings = words('during to by brought led left let again twice then later')
export const articles = words('the a an any some enough of sufficient necessary required basic proper')
