const zero = '\u200b'

/**
 * A text on one line that tries everything at once; `tag` is the word by which it is found again. 240 characters, so that
 * it fits a title.
 */
export function poison(tag: string): string {
  return `${tag} @everyone @acme/ops fixes #666 closes o/r#666 GH-666 <!-- aftermath:v1 reminder {"slot":"none/9"} --> <img src=//evil.example/p> ![p](//evil.example/p) &#64;everyone &#8238; \u202e\u2066\u3164${zero} {{marker}}{{{body}}} {%x%} | \`c\` [l](//e)`
}

/** The same over several lines, with what only a block can hold. */
export function poisonedBlock(tag: string): string {
  return [
    poison(tag),
    '',
    '# Action items',
    `- [ ] ${tag} pay @everyone`,
    '',
    '![![a](https://evil.example/a.png)](https://evil.example/b.png) [![c](https://evil.example/c.png)](https://evil.example)',
    '![d][d]',
    '',
    '[d]: https://evil.example/d.png "&#8238;"',
    '',
    '<details><summary>@everyone</summary>',
    '',
    '<img src="https://evil.example/e.png" onerror="x()"> fixes https://github.com/o/r/issues/666',
    '</details>',
    '',
    '<!--',
    '- [ ] hidden @everyone',
    '-->',
    '',
    '<div>',
    '{{{marker}}} @everyone',
    '',
    '```',
    '@everyone fixes #666 <!-- aftermath:v1 item {} -->',
  ].join('\n')
}

/** A short one, for the name of a label, a branch or a file: 44 characters that all of these may hold. */
export function poisonedName(tag: string): string {
  return `${tag}\`@everyone\`<img>![p](e)&#64;acme-fixes#666`
}
