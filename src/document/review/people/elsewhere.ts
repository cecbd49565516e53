import { Phrases } from '../phrases.ts'
import { isPunctuation, type Judgement } from './subject.ts'

// A little of the same in Spanish, Portuguese, French and German: a role that failed, or did not look. To teach another
// language, add its roles and a row of verbs.

const roles: ReadonlySet<string> = new Set(
  `revisor revisora reviewer desarrollador desarrolladora ingeniero ingeniera operador operadora administrador administradora
  programador programadora tester autor autora equipo técnico desenvolvedor desenvolvedora engenheiro engenheira equipe time
  développeur développeuse ingénieur ingénieure opérateur opératrice administrateur administratrice relecteur relectrice auteur
  équipe technicien entwickler entwicklerin administrator administratorin operator techniker technikerin bearbeiter bearbeiterin
  kollege kollegin team`.split(/\s+/),
)
/** What may lead from a role to what it did: "el equipo de guardia ignoró". */
const leading: ReadonlySet<string> = new Set('de del da do des du der von en em am im à'.split(' '))

/** What says, whoever was meant, that it went wrong. */
const failing = new Phrases(
  `olvidó|olvidaron|se olvidó|se olvidaron|ignoró|ignoraron|omitió|omitieron|descuidó|se equivocó|se equivocaron|esqueceu|
  esqueceram|se esqueceu|se esqueceram|ignorou|ignoraram|omitiu|omitiram|errou|erraram|a oublié|ont oublié|a ignoré|ont ignoré|
  a négligé|ont négligé|a omis|ont omis|s'est trompé|s'est trompée|vergaß|vergaßen|übersah|übersahen|ignorierte|ignorierten|
  versäumte|versäumten`.split(/\|\s*/),
)
const negated: readonly (readonly [not: RegExp, verb: RegExp])[] = [
  [
    /^no$/,
    /^(?:verific|revis|comprob|prob|not|detect|ley|avis|inform|valid|teste|consult|document|pregunt|escal|consider|cruz|cotej|contrast)(?:ó|aron|ieron|eron)$/,
  ],
  [
    /^não$/,
    /^(?:verific|revis|test|not|perceb|l|avis|inform|valid|consult|document|pergunt|escal|consider|confer|chec)(?:ou|eu|iu|aram|eram|iram)$/,
  ],
  [
    /^(?:pas|jamais)$/,
    /^(?:vérifié|relu|testé|remarqué|lu|prévenu|informé|validé|consulté|documenté|demandé|contrôlé)$/,
  ],
]
/** Of German, whose verb stands last: with "hat" or "haben" before. */
const forgotten = /^(?:übersehen|vergessen|ignoriert|versäumt|missachtet)$/
const looked =
  /^(?:geprüft|überprüft|getestet|bemerkt|beachtet|gelesen|informiert|gemeldet|dokumentiert|gefragt|befolgt|kontrolliert)$/

const blame = new Phrases(
  'error humano|errores humanos|fallo humano|falla humana|erro humano|erros humanos|falha humana|erreur humaine|erreurs humaines|menschliches versagen|menschlicher fehler'.split(
    '|',
  ),
)
/** Before blame, or before a role, these tell of a plan, of what others said, or of what is supposed. */
const open: ReadonlySet<string> = new Set(
  `que qu'un qu'une si se caso para pour afin dass ob wenn falls damit evitar prevenir reducir reduzir éviter prévenir réduire
  vermeiden gegen sin sem sans ohne riesgo risco risque risiko no não pas nicht kein keine`.split(/\s+/),
)

/** Blame in another language than English, with the word at which it begins; `null` for none. */
export function judgedElsewhere(words: readonly string[]): { readonly rule: Judgement; readonly at: number } | null {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (roles.has(word) && failsAfter(words, at) && !isOpen(words, at)) return { rule: 'people/failing', at }
    if (blame.lengthAt(words, at) > 0 && !isOpen(words, at)) return { rule: 'people/error', at }
  }
  return null
}

function isOpen(words: readonly string[], at: number): boolean {
  return words.slice(Math.max(0, at - 8), at).some((word) => open.has(word))
}

function failsAfter(words: readonly string[], at: number): boolean {
  const last = leading.has(words[at + 1] ?? '') ? at + 5 : at + 1
  for (let from = at + 1; from <= last; from += 1) {
    const word = words[from] ?? ','
    if (isPunctuation(word)) return false
    if (failing.lengthAt(words, from) > 0 || isNegated(words, from) || failsAtLast(words, from)) return true
  }
  return false
}

/** "No verificó", "n'a pas vérifié". */
function isNegated(words: readonly string[], from: number): boolean {
  const not = /^n'(?:a|ont|avait|avaient)$/.test(words[from] ?? '') ? from + 1 : from
  return negated.some(([no, verb]) => no.test(words[not] ?? '') && verb.test(words[not + 1] ?? ''))
}

/** "Hat die Warnung übersehen", "hat die Sicherung nicht geprüft". */
function failsAtLast(words: readonly string[], from: number): boolean {
  if (!/^(?:hat|haben|hatte|hatten)$/.test(words[from] ?? '')) return false
  let not = false
  for (let at = from + 1; at <= from + 8; at += 1) {
    const word = words[at] ?? ','
    if (isPunctuation(word)) return false
    if (forgotten.test(word) || (not && looked.test(word))) return !not || !forgotten.test(word)
    if (/^(?:nicht|nie|kein|keine|keinen)$/.test(word)) not = true
  }
  return false
}
