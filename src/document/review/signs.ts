import type { QuestionName } from '../../domain/review.ts'
import type { Line } from '../../text/markdown/lines.ts'
import { Phrases, wordsIn } from './phrases.ts'
import type { Reading } from './reading.ts'

/** Words by which half an answer shows in a document that has no heading for it, in the languages whose headings are known. */
const words: Readonly<Partial<Record<QuestionName, readonly string[]>>> = {
  who: [
    '@*|engineer|engineers|on-call|oncall|on-caller|incident commander|incident lead|incident manager|tech lead|maintainers|operator|developer|developers|admins|intern|employee|employees|director|sysadmin|sysadmins|researcher|technician',
    'engineering team|development team|infrastructure team|operations team|platform team|security team|database team|support team|network team|backend team|frontend team|web team|product team|data team|sre team|devops team|core team|ops team|response team',
    'entwickler|entwicklerin|bereitschaft|rédacteur|rédacteurs|développeur|développeurs|ingénieur|ingénieurs|ingeniero|ingenieros|desarrollador|desarrolladores|coordinador|coordinator|engenheiro|engenheiros|desenvolvedor|desenvolvedores|plantonista',
  ],
  communication: [
    'communicat*|comms|notified|notifies|notify|announce|announces|announced|announcement|status page|statuspage|mailing list|teams channel|informed|informs|informing|inform|escalat*|pinged|pings|posted|posts|messaged|emailed|an email|via email|by email|e-mail|sends email|on slack|in slack|via slack|the slack channel|slack channel|on gitter|on discord|statement about|incident channel|war room|kept updated|tweeted|public statement',
    'contacted|in contact with|made aware|reached out|via telegram|reported to|user reports|user reported|users reported|customer reported|customers reported',
    'gemeldet|informiert|benachrichtigt|mitgeteilt|statusseite|signalé|signalés|signalées|prévenu|prévenus|informé|informés|annoncé|avisó|informó|notificó|reportó|notificado|reportado|avisou|informou|notificou|comunicou|relatou',
  ],
  wentWell: [
    'worked well|worked very well|worked really well|went well|went very well|went smoothly|luckily|fortunately|thankfully|good response|good collaboration|purpose well|kudos|shoutout|shout-out|responded quickly|fairly promptly|alerted promptly|promptly alerted|worked as intended|worked as designed|great job|good job',
    'no data loss|no data was lost|without data loss|no user data|no customer data|no funds|recovered automatically|recovered by itself|swiftly|was contained',
    'zum glück|glücklicherweise|hat gut funktioniert|heureusement|bien fonctionné|por suerte|afortunadamente|funcionó bien|felizmente|por sorte|funcionou bem',
  ],
  better: [
    'should have|could have|would have|too late|too long|unfortunately|mistake|mistakes|not tested|untested|no test|no tests|no alert|no alerts|no alerting|no monitoring|not monitored|unnoticed|nobody noticed|overlooked|insufficient|lack of|lacked|lacking|misconfigured|misunderstood|unclear|confusion|did not realize|did not realise|did not notice|not aware|unaware|by surprise|unexpectedly',
    'leider|hätten|hätte|malheureusement|aurions|aurait dû|desafortunadamente|lamentablemente|debimos|infelizmente|deveríamos|faltou',
  ],
  actions: [
    'action item|action items|we will|we plan to|we are going to|we intend to|plans to|actively working on|under way|underway|is planned|are planned|in the future|in future|future risk|next time|from now on|going forward|moving forward|to prevent|preventing|prevents|the fix|permanent fix|permanently|hotfix|workaround|has been fixed|was fixed|we improved|wir werden|nous allons|vamos a|vamos',
  ],
  lessons: [
    'we learned|we learnt|have learned|learned that|learnt that|taught us|reminder that|reminds us|in hindsight|in retrospect|turns out|turned out|we now know|worth noting|best practice|best practices|learn from our|learn from this|the lesson|lesson is|lessons|lección|leccion|lecciones|leçon|leçons|lição|lições|erkenntnis|erkenntnisse|gelernt|aprendimos|aprendemos|appris',
  ],
}

/** The same in Japanese, which has no spaces between its words. */
const unspaced: Readonly<Partial<Record<QuestionName, RegExp>>> = {
  who: /担当者|エンジニア|チーム/,
  communication: /連絡|報告|通知|周知/,
  wentWell: /うまく|迅速に|スムーズ/,
  actions: /予定です|する予定/,
  lessons: /学んだ|学び|教訓/,
}

const signs: ReadonlyMap<string, Phrases> = new Map(
  Object.entries(words).map(([name, phrases]) => [name, new Phrases(phrases.flatMap((line) => line.split('|')))]),
)
const names = ['who', 'communication', 'wentWell', 'better', 'actions', 'lessons'] as const

/** Who is named once may only own what failed; who is named again and again took part. */
const owners = new Phrases(['team'])
const oftenEnough = 4

/** People who act by their first name: "Charles sees that …", "Ana decided to …". */
const acting =
  /(?:^|[\s,.*|-])(?!The|They|We|This|It|Users?|Team)\p{Lu}\p{Ll}{2,15}(?:(?: and|,) \p{Lu}\p{Ll}{2,15}){0,2} (?:then |also |later )?(?:joins|joined|decid|asks|asked|thinks|thought|says|said|saw|sees?|investigat|pings|pinged)/u
const actingEnough = 2

/** The questions on which something stands elsewhere, which is half an answer at best. Looks at each word of the document once. */
export function answersElsewhere(reading: Reading): ReadonlySet<QuestionName> {
  const found = new Set<QuestionName>()
  let often = 0
  let acted = 0
  for (const { line, planned } of writtenLines(reading)) {
    const words = wordsIn(line.text)
    for (const name of names) {
      // What will be told or learned is no answer yet.
      const sought = !found.has(name) && !(planned && name !== 'who' && name !== 'actions')
      if (sought && shows(name, words, line.text)) found.add(name)
    }
    if (often < oftenEnough && owners.within(words)) often += 1
    if (acted < actingEnough && acting.test(line.text.slice(0, 300))) acted += 1
  }
  return often >= oftenEnough || acted >= actingEnough ? found.add('who') : found
}

function shows(name: (typeof names)[number], words: readonly string[], text: string): boolean {
  return (signs.get(name)?.within(words) ?? false) || (unspaced[name]?.test(text) ?? false)
}

/** The lines that people wrote, each with whether it stands below the actions. */
function* writtenLines({ passages, ownWords }: Reading): Generator<{ readonly line: Line; readonly planned: boolean }> {
  for (const { meaning, lines } of passages) {
    for (const line of lines) if (ownWords(line) > 0) yield { line, planned: meaning.answers === 'actions' }
  }
}
