import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, type Stage, setStage } from './stage.ts'

afterEach(closeStages)

/** Starts an incident, has a person replace its document, and merges it. */
async function mergeWith(stage: Stage, content: (text: string) => string | Buffer): Promise<number> {
  const number = await stage.declare({})
  const { path, text } = await stage.document(number)
  await stage.commit({ path, content: content(text), branch: `postmortem/incident-${number}` })
  await stage.settle()
  await stage.merge(2)
  return number
}

const items = '### Action items\n\n- [ ] Alert on declined cards @tia (due 2026-03-20)\n'

describe('a merged document', () => {
  it('without an action-items section opens nothing, says so, and follows a section that is added later', async () => {
    const stage = await setStage()
    const number = await mergeWith(stage, () => '# Postmortem\n\nIt was the cache.\n')
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ✅ Postmortem: done

      The postmortem is merged, and its document lists no action items. Time to postmortem: less than a minute.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/main/postmortems/2026-03-02-1-checkout-is-down.md)

      #### Please have a look

      - The document has no section "Action items", so no issues were opened. Add one on \`main\` with \`- [ ] …\` lines, and they become issues."
    `)
    await expectCalm(stage, { number })
  })

  it('without an action-items section gets its issues once the section is added on the base branch', async () => {
    const stage = await setStage()
    const number = await mergeWith(stage, () => '# Postmortem\n\nIt was the cache.\n')
    await stage.commit({ path: 'postmortems/2026-03-02-1-checkout-is-down.md', content: `# Postmortem\n\n${items}` })
    await stage.settle()
    const { issues } = await stage.state()
    expect(issues.map(({ title }) => title)).toEqual(['Checkout is down', 'Alert on declined cards'])
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### 🚧 Postmortem: tracking

      The postmortem is merged. These follow-ups are open until somebody closes them: as completed, or as not planned to decline.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/main/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes

      #### Action items: 0 of 1 closed

      | Action item | Owner | Due | State |
      | --- | --- | --- | --- |
      | [#3](https://github.example/acme/shop/issues/3) Alert on declined cards | tia | 2026-03-20 | open |"
    `)
    await expectCalm(stage, { number })
  })

  it('with broken front matter still gives its issues', async () => {
    const stage = await setStage()
    const number = await mergeWith(stage, () => `---\ntitle: "never closed\n  - : [\n---\n\n${items}`)
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### 🚧 Postmortem: tracking

      The postmortem is merged. These follow-ups are open until somebody closes them: as completed, or as not planned to decline.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/main/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes

      #### Action items: 0 of 1 closed

      | Action item | Owner | Due | State |
      | --- | --- | --- | --- |
      | [#3](https://github.example/acme/shop/issues/3) Alert on declined cards | tia | 2026-03-20 | open |"
    `)
    await expectCalm(stage, { number })
  })

  it('with front matter that never ends still gives its issues', async () => {
    const stage = await setStage()
    const number = await mergeWith(stage, () => `---\ntitle: x\n\n${items}`)
    expect(await stage.status(number)).toContain('Alert on declined cards')
    await expectCalm(stage, { number })
  })

  it('that is not UTF-8 opens nothing and says so', async () => {
    const stage = await setStage()
    const number = await mergeWith(stage, () => Buffer.from(`${items}\n- [ ] Caf\xe9\n`, 'latin1'))
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The postmortem is merged, but the app cannot read its action items, so it tracks none of them. What is in the way stands below.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/main/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes

      #### Please have a look

      - The document \`postmortems/2026-03-02-1-checkout-is-down.md\` cannot be read: it is not UTF-8 text. Mend it on \`main\`, and the app reads its action items by itself."
    `)
    await expectCalm(stage, { number })
  })

  it('of 2 MB opens nothing and says so', async () => {
    const stage = await setStage()
    const number = await mergeWith(stage, (text) => `${text}\n${`${'x'.repeat(99)}\n`.repeat(20_972)}`)
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The postmortem is merged, but the app cannot read its action items, so it tracks none of them. What is in the way stands below.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/main/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes

      #### Please have a look

      - The document \`postmortems/2026-03-02-1-checkout-is-down.md\` cannot be read: it is larger than 1 MB. Mend it on \`main\`, and the app reads its action items by itself."
    `)
    await expectCalm(stage, { number })
  })

  it('a little above 1 MB opens nothing and says so', async () => {
    const stage = await setStage()
    const number = await mergeWith(stage, (text) => `${text}\n${`${'x'.repeat(99)}\n`.repeat(11_700)}`)
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The postmortem is merged, but the app cannot read its action items, so it tracks none of them. What is in the way stands below.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/main/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes

      #### Please have a look

      - The document \`postmortems/2026-03-02-1-checkout-is-down.md\` cannot be read. The document is larger than 1 MiB. Move long logs to files or links of their own. Mend it on \`main\`, and the app reads its action items by itself."
    `)
    await expectCalm(stage, { number })
  })

  it.each([
    { what: 'quotes', deep: '>'.repeat(20_000) },
    { what: 'lists', deep: '- '.repeat(20_000) },
  ])('of 20,000 nested $what opens nothing and says so', async ({ deep }) => {
    const stage = await setStage()
    const number = await mergeWith(stage, () => `${items}\n${deep}\n`)
    expect(await stage.status(number)).toContain('nests lists or quotes deeper than 100 levels. Mend it on `main`')
    await expectCalm(stage, { number })
  })

  it('that a person removed before merging is reported and not restored', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    const { path } = await stage.document(number)
    const branch = `postmortem/incident-${number}`
    const { repos } = stage.as('wes').rest
    const { data } = await repos.getContent({ owner: 'acme', repo: 'shop', path, ref: branch })
    if (!('sha' in data)) throw new Error('Not a file.')
    await repos.deleteFile({ owner: 'acme', repo: 'shop', path, branch, message: 'Remove it', sha: data.sha })
    await stage.settle()
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### 📝 Postmortem: drafting

      **wes** writes it. When somebody else can follow it, mark the pull request ready for review.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Who writes it: wes

      #### Please have a look

      - Pull request #2 adds no document in \`postmortems/\`. Merging it opens no issues. Add one on its branch if it is wanted: a document that people removed is not restored."
    `)
    await expectCalm(stage, { number })
    await stage.commit({ path: 'notes.txt', content: 'x', branch })
    await stage.merge(2)
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The postmortem is merged, but the app cannot read its action items, so it tracks none of them. What is in the way stands below.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Who writes it: wes

      #### Please have a look

      - Pull request #2 was merged without a document in \`postmortems/\`, so no issues were opened. If the postmortem is still wanted, open another pull request from \`postmortem/incident-1\` that adds it."
    `)
  })

  it('with broken front matter cannot be refreshed, and says where', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    const { path } = await stage.document(number)
    await stage.commit({ path, content: '---\ntitle: "open\n---\n', branch: `postmortem/incident-${number}` })
    const comment = { owner: 'acme', repo: 'shop', issue_number: number, body: '/postmortem refresh' }
    await stage.as('wes').rest.issues.createComment(comment)
    await stage.settle()
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### 📝 Postmortem: drafting

      **wes** writes it. When somebody else can follow it, mark the pull request ready for review.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/postmortem/incident-1/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes"
    `)
    expect(await stage.answers(number)).toEqual([
      '`/postmortem refresh` changed nothing, because the facts at the top of `postmortems/2026-03-02-1-checkout-is-down.md` cannot be read (line 3). The front matter is not YAML: deficient indentation. Mend them and ask again.',
    ])
    await expectCalm(stage, { number })
  })

  it('that is broken while it is drafted does not stop the draft', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    const { path } = await stage.document(number)
    const content = Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe])
    await stage.commit({ path, content, branch: `postmortem/incident-${number}` })
    await stage.as('wes').rest.issues.update({ owner: 'acme', repo: 'shop', issue_number: number, state: 'closed' })
    await stage.as('wes').rest.issues.createComment({
      owner: 'acme',
      repo: 'shop',
      issue_number: number,
      body: '/postmortem refresh',
    })
    await stage.settle()
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### 📝 Postmortem: drafting

      **wes** writes it. When somebody else can follow it, mark the pull request ready for review.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/postmortem/incident-1/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes"
    `)
    expect(await stage.answers(number)).toEqual([
      '`/postmortem refresh` changed nothing, because the document `postmortems/2026-03-02-1-checkout-is-down.md` cannot be read: it is not UTF-8 text. Mend it and ask again.',
    ])
    await expectCalm(stage, { number })
  })
})
