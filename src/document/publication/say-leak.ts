import { renderTemplate } from '../template/template.ts'
import { showTemplateProblem } from '../template/template-problem.ts'
import type { Leak } from './leak.ts'

/** A leak in words. */
export interface SaidLeak extends Leak {
  /** Why it should not stand there. */
  readonly message: string
  /** What could stand there, or what to do. */
  readonly instead: string
}

/** The texts of `templates/publication.yml`, as `publication/<kind>` and `publication/<kind>/instead`. */
export type PublicationTexts = Readonly<Record<string, string>>

/** `leak` in words. Throws where the texts lack its kind: a fault of the program. */
export function sayLeak(leak: Leak, texts: PublicationTexts): SaidLeak {
  const say = (name: string): string => {
    const rendered = renderTemplate(name, texts[name] ?? '', { text: leak.text })
    if (!rendered.ok || rendered.text === '')
      throw new Error(rendered.ok ? `There is no text "${name}".` : showTemplateProblem(rendered.problem))
    return rendered.text.trim()
  }
  return { ...leak, message: say(`publication/${leak.kind}`), instead: say(`publication/${leak.kind}/instead`) }
}
