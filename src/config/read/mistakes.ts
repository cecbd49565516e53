import { type Position, positionAt } from '../../text/yaml/position.ts'
import type { YamlNode } from '../../text/yaml/yaml.ts'
import type { ConfigurationKey } from '../schema/keys.ts'
import { isOurs, shorten, showNode } from './mistake-words.ts'

/** A mistake in one file. `fallsBack` is the key whose value here does not count, `null` when there is none. */
export interface Mistake {
  readonly position: Position
  readonly key: string
  readonly message: string
  readonly fallsBack: ConfigurationKey | null
}

// All of them are shown in one comment on the incident.
const mostMistakes = 20

/**
 * Whether mistakes may repeat what the file says. The owner's file may stand where fewer people see it than see the
 * mistakes, so of that one only places and the app's own words are told.
 */
export type Quoting = 'quoted' | 'unquoted'

/** Collects the mistakes of one file, with their places. */
export class Mistakes {
  readonly text: string
  readonly quoting: Quoting
  readonly #noted: Mistake[] = []
  #unsaid = 0

  constructor(text: string, quoting: Quoting) {
    this.text = text
    this.quoting = quoting
  }

  /** `message` is only asked for while there is room, so a file full of mistakes costs no more than a few. */
  note(offset: number, key: string, message: () => string, fallsBack: ConfigurationKey | null = null): void {
    if (this.#noted.length >= mostMistakes) {
      this.#unsaid++
      return
    }
    this.#noted.push({
      position: this.at(offset),
      key: this.quoting === 'quoted' || isOurs(key) ? shorten(key) : '',
      message: message(),
      fallsBack,
    })
  }

  at(offset: number): Position {
    return positionAt(this.text, offset)
  }

  /** A value as a mistake may quote it. */
  show(node: YamlNode): string {
    return this.quoting === 'quoted' ? showNode(node) : 'what stands here'
  }

  /** All of them in order, the last one saying how many more there are. */
  all(): readonly Mistake[] {
    const last = this.#noted.at(-1)
    if (last === undefined || this.#unsaid === 0) return this.#noted
    const more = this.#unsaid === 1 ? '1 more mistake follows' : `${this.#unsaid} more mistakes follow`
    return [...this.#noted, { position: last.position, key: '', message: `${more}; mend these first`, fallsBack: null }]
  }
}
