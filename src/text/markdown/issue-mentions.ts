interface Home {
  readonly owner: string
  readonly name: string
  /** The repository's page, without a slash at its end. */
  readonly url: string
}

/**
 * Whether `text` refers to the issue `number` of `home` as GitHub reads it: `acme/shop#12` or its address, and where it is
 * written in that repository `#12` and `GH-12`, too. https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
export function mentionsIssue(text: string, written: 'there' | 'elsewhere', home: Home, number: number): boolean {
  const here = `${home.owner}/${home.name}`.toLowerCase()
  const short = text.matchAll(/(?<![\w./&-])(?:([\w.-]{1,100}\/[\w.-]{1,100})?#|GH-)(\d{1,10})(?!\w)/g)
  for (const [, repository, digits] of short) {
    if (
      Number(digits) === number &&
      (repository === undefined ? written === 'there' : repository.toLowerCase() === here)
    )
      return true
  }
  const page = `${home.url}/issues/${number}`
  return text
    .split(page)
    .slice(1)
    .some((rest) => !/^[\w/]/.test(rest))
}
