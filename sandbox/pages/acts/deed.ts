import type { Form } from '../form.ts'
import { ApiRefusal } from '../reader.ts'
import type { Visit } from '../visit.ts'

/** Something that a person asked for with a form on the page of an issue or a pull request. */
export interface Deed {
  readonly visit: Visit
  readonly form: Form
  /** `owner/name`, encoded. */
  readonly repository: string
  readonly number: string
}

/** Carries a deed out through the API; gives the anchor to show afterwards, if any. An `ApiRefusal` says why not. */
export type Act = (deed: Deed) => Promise<string | undefined>

/** The act that the form names in its field `do`; an `ApiRefusal` for a name that the page does not offer. */
export function actNamed(acts: ReadonlyMap<string, Act>, form: Form): Act {
  const names = form.many('do')
  const act = acts.get(names.at(-1) ?? '')
  if (act === undefined) throw new ApiRefusal(422, '', `This page has no action "${names.join(' ')}".`)
  return act
}

/** A refusal of the pages' own, before the API is asked. */
export function unable(sentence: string): ApiRefusal {
  return new ApiRefusal(422, '', sentence)
}
