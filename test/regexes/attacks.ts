import { type AST, RegExpParser } from '@eslint-community/regexpp'

/** An input that grows: `before`, then `pump` as often as it fits, then `after`. */
export interface Attack {
  readonly before: string
  readonly pump: string
  readonly after: string
}

/** The attack's input, of about `length` UTF-16 code units. */
export function inputOf({ before, pump, after }: Attack, length: number): string {
  return before + pump.repeat(Math.max(1, Math.floor(length / pump.length))) + after
}

const alphabet = [
  ...Array.from({ length: 126 }, (_, unit) => String.fromCharCode(unit + 1)),
  ...'é\u00a0\u2028\u200b\ud800🔥ſ\u0301ひカ漢ж',
]

/** What ends an input so that a repetition which swallowed the pump has to give it back. */
const ends = ['', '\u0001', '\n', '!']

/**
 * The inputs that a backtracking matcher could take longest for: for each repetition, a way up to it and then what it
 * repeats, its neighbours repeat, and whole stretches around it, over and over, with an end that does not match.
 */
export function attacksOn(regex: RegExp): readonly Attack[] {
  const pattern = new RegExpParser().parsePattern(regex.source, 0, regex.source.length, { unicode: regex.unicode })
  const samples = new Sampler(pattern, regex.flags.replace(/[gy]/g, ''))
  const everywhere = new Set(samples.characters(pattern))
  const attacks = new Map<string, Attack>()
  const add = (before: string, pump: string) => {
    if (pump === '') return
    for (const after of ends) attacks.set(JSON.stringify([before, pump, after]), { before, pump, after })
  }
  for (const pump of everywhere) add('', pump)
  for (const { before, around } of samples.stretches(pattern)) {
    for (const pump of around) {
      add(before, pump)
      add('', before + pump)
    }
    for (const pump of everywhere) add(before, pump)
  }
  return [...attacks.values()]
}

interface Stretch {
  /** A text that leads up to a repetition. */
  readonly before: string
  /** What is repeated there. */
  readonly around: readonly string[]
}

class Sampler {
  readonly #flags: string
  /** Characters of every kind, and those that the pattern names. */
  readonly #alphabet: readonly string[]

  constructor(pattern: AST.Pattern, flags: string) {
    this.#flags = flags
    const named: string[] = []
    walk(pattern, (node) => {
      if (node.type === 'Character') named.push(String.fromCodePoint(node.value))
    })
    this.#alphabet = [...new Set([...alphabet, ...named])]
  }

  /** One character for each way in which the parts of the pattern tell characters apart. */
  characters(pattern: AST.Pattern): readonly string[] {
    const parts: RegExp[] = []
    walk(pattern, (node) => {
      if (node.type === 'CharacterClass' || node.type === 'CharacterSet' || node.type === 'Character')
        parts.push(this.#matcher(node))
    })
    const bySignature = new Map<string, string>()
    for (const character of this.#alphabet) {
      const signature = parts.map((part) => Number(part.test(character))).join('')
      if (/1/.test(signature) && !bySignature.has(signature)) bySignature.set(signature, character)
    }
    return [...bySignature.values()]
  }

  /** Every repetition of the pattern, those within groups and lookarounds too. */
  stretches(pattern: AST.Pattern): readonly Stretch[] {
    const found: Stretch[] = []
    const visit = (alternatives: readonly AST.Alternative[], before: string): void => {
      for (const { elements } of alternatives) {
        let sofar = before
        for (const [index, element] of elements.entries()) {
          if (element.type === 'Quantifier' && element.max > 1) {
            found.push({ before: sofar, around: this.#around(elements, index) })
          }
          const inner = element.type === 'Quantifier' ? element.element : element
          if ('alternatives' in inner) visit(inner.alternatives, sofar)
          sofar += this.#texts(element)[0] ?? ''
        }
      }
    }
    visit(pattern.alternatives, '')
    return found
  }

  /** What a repetition repeats, alone and with up to three neighbours on each side. */
  #around(elements: readonly AST.Element[], at: number): readonly string[] {
    const element = elements[at]
    const alone = element?.type === 'Quantifier' ? this.#texts(element.element) : []
    const stretches: string[] = []
    for (let from = Math.max(0, at - 3); from <= at; from += 1) {
      for (let to = at + 1; to <= Math.min(elements.length, at + 4); to += 1) {
        const parts = elements.slice(from, to).map((one) => this.#texts(one))
        stretches.push(parts.map(([text = '']) => text).join(''), parts.map((texts) => texts.at(-1) ?? '').join(''))
      }
    }
    return [...new Set([...alone, ...stretches])]
  }

  /** Some texts that an element matches, the shortest kinds first. */
  #texts(element: AST.Element | AST.QuantifiableElement): readonly string[] {
    switch (element.type) {
      case 'Character':
        return [String.fromCodePoint(element.value)]
      case 'CharacterClass':
      case 'CharacterSet': {
        const matcher = this.#matcher(element)
        const fitting = this.#alphabet.filter((character) => matcher.test(character))
        const [first = ''] = fitting
        return [fitting.find((character) => /\w/.test(character)) ?? first, first, fitting.at(-1) ?? '']
      }
      case 'Quantifier': {
        const times = Math.min(Math.max(element.min, 1), element.max, 20)
        return this.#texts(element.element).map((text) => text.repeat(times))
      }
      case 'Group':
      case 'CapturingGroup':
        return element.alternatives
          .flatMap(({ elements }) => elements.map((one) => this.#texts(one)[0] ?? '').join(''))
          .slice(0, 8)
      default:
        return ['']
    }
  }

  #matcher(node: AST.Node): RegExp {
    return new RegExp(`^(?:${node.raw})$`, this.#flags)
  }
}

function walk(node: AST.Node, visit: (node: AST.Node) => void): void {
  visit(node)
  if ('alternatives' in node) for (const one of node.alternatives) walk(one, visit)
  if (node.type === 'Alternative') for (const one of node.elements) walk(one, visit)
  if (node.type === 'Quantifier') walk(node.element, visit)
}
