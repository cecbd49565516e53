import { isBlank } from '../../text/markdown/marks.ts'
import type { RuleFinding } from './finding.ts'
import { withoutCode } from './leftovers/placeholders.ts'
import { wordsIn } from './phrases.ts'
import type { Reading } from './reading.ts'

/** Little words of languages whose headings are known. */
const known: readonly (readonly string[])[] = [
  'the and of to was is in that for with on this were it from at be as by not had have we are'.split(' '),
  'der die das und ist nicht mit den von für auf dem wurde war eine wir ein im zu des sich'.split(' '),
  'le la les des et est une dans pour que qui sur pas nous du été avec au ce par plus'.split(' '),
  'el la los las de que en y se por con para una del no es fue al lo como'.split(' '),
  'o a os as de que em e do da para com não uma foi no na por se dos'.split(' '),
]
/** And of those that people of other countries may write in: Italian, Dutch, Polish, Swedish, Danish, Norwegian, Finnish, Czech, Turkish, Romanian, Hungarian, Indonesian, Vietnamese. */
const others: readonly (readonly string[])[] = [
  'il la di che è e per non una con del della sono stato stata gli nel alla dei questo'.split(' '),
  'de het een en van is niet op dat voor met zijn werd was er aan door deze wij ook'.split(' '),
  'i w na się nie że do z jest był została przez po od oraz dla które zostały było ten'.split(' '),
  'och att det som en på är av för med inte var den till ett från vi har blev'.split(' '),
  'og at det som en på er af for med ikke var den til et fra vi har blev der'.split(' '),
  'og å det som en på er av for med ikke var den til et fra vi har ble der'.split(' '),
  'ja on ei että oli se joka mutta kun ovat olivat tai sekä jotka niin myös kanssa'.split(' '),
  'a se na v je že by s do byl byla bylo pro jsme ale jako které nebo byly po'.split(' '),
  've bir bu için ile da de olarak olan daha sonra çok gibi kadar olduğu ancak tarafından'.split(' '),
  'și de la în cu care pe nu a fost pentru este o din să au mai prin sau'.split(' '),
  'a az és hogy nem egy is volt meg ez el ki de csak már majd voltak'.split(' '),
  'yang dan di untuk dengan pada ini tidak dari adalah dalam ke telah oleh kami itu karena'.split(' '),
  'và của là có không các được cho với trong này một đã những từ khi để'.split(' '),
]

/** No language is told from fewer words. */
const enough = 40
/** So much of a text of a language is little words, at the least. */
const least = 0.12
const mostWords = 4_000

/** Whether a document is written in a language whose headings are not known, and has no heading that is. */
export function isInOtherLanguage({ passages, document }: Reading): boolean {
  if (passages.some(({ own, meaning }) => own && meaning.answers !== null)) return false
  let text = ''
  for (const line of document.lines) {
    if (line.kind === 'text' && !isBlank(line.text)) text += `${withoutCode(line.text)}\n`
    if (text.length > mostWords * 8) break
  }
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  // Japanese has its own letters beside the Chinese ones; of other scripts nothing is known.
  if (count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) * 20 > letters) return false
  if (letters > 0 && count(text, /\p{Script=Latin}/gu) * 2 < letters) return letters >= enough
  const words = wordsIn(text).slice(0, mostWords)
  if (words.length < enough) return false
  const share = (little: readonly string[]) => {
    const set = new Set(little)
    return words.filter((word) => set.has(word)).length / words.length
  }
  const best = Math.max(...others.map(share))
  return best >= least && best > Math.max(...known.map(share)) * 1.2
}

/** Says once, of a document that no question can be looked for in, how to make its headings known. */
export function evaluateLanguage(reading: Reading): readonly RuleFinding[] {
  return [{ rule: 'question/language', line: reading.document.sections[0]?.line ?? 1 }]
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
