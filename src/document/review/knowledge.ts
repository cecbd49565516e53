/** What only GitHub can tell about what a document says. A rule without its knowledge is silent. */
export interface Knowledge {
  /** The incident that the document is of. */
  readonly incident?: number
  /** Logins among the owners that cannot be assigned to issues here. */
  readonly notAssignable?: readonly string[]
  /** Open action items elsewhere: their text, and what leads there. */
  readonly openItems?: readonly { readonly text: string; readonly reference: string }[]
  /** Targets among those of `linksOf` that do not exist. */
  readonly broken?: readonly string[]
  /** Whether everybody who approved the document wrote in it; `false` while nobody approved it. */
  readonly approvedByAuthorsOnly?: boolean
}
