import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { questionOf } from '../../../src/document/headings/heading-question.ts'
import { questionNames } from '../../../src/domain/review.ts'

const languages = [
  {
    language: 'German',
    headings: [
      'Beteiligte',
      'Kommunikation',
      'Zeitlicher Ablauf',
      'Was gut lief',
      'Was schlecht lief',
      'Maßnahmen',
      'Erkenntnisse',
    ],
    table:
      '| Maßnahme | Verantwortlich | Bis | Status |\n| --- | --- | --- | --- |\n| Alarm ergänzen | Ana | 2030-01-31 | offen |\n| Regel löschen | Ben | 2030-02-01 | erledigt |',
  },
  {
    language: 'French',
    headings: [
      'Personnes impliquées',
      'Communication',
      'Chronologie',
      "Ce qui s'est bien passé",
      "Axes d'amélioration",
      "Plan d'action",
      'Enseignements',
    ],
    table:
      '| Tâche | Responsable | Échéance | Statut |\n| --- | --- | --- | --- |\n| Alarm ergänzen | Ana | 2030-01-31 | à faire |\n| Regel löschen | Ben | 2030-02-01 | terminé |',
  },
  {
    language: 'Spanish',
    headings: [
      'Personas involucradas',
      'Comunicación',
      'Línea de tiempo',
      'Qué salió bien',
      'Qué salió mal',
      'Próximos pasos',
      'Lecciones aprendidas',
    ],
    table:
      '| Acción | Responsable | Fecha límite | Estado |\n| --- | --- | --- | --- |\n| Alarm ergänzen | Ana | 2030-01-31 | pendiente |\n| Regel löschen | Ben | 2030-02-01 | hecho |',
  },
  {
    language: 'Portuguese',
    headings: [
      'Pessoas envolvidas',
      'Comunicação',
      'Linha do tempo',
      'O que deu certo',
      'O que deu errado',
      'Itens de ação',
      'Lições aprendidas',
    ],
    table:
      '| Ação | Responsável | Prazo | Situação |\n| --- | --- | --- | --- |\n| Alarm ergänzen | Ana | 2030-01-31 | pendente |\n| Regel löschen | Ben | 2030-02-01 | concluído |',
  },
  {
    language: 'Japanese',
    headings: ['関係者', '情報共有', 'タイムライン', '良かった点', '改善点', '再発防止策', '学び'],
    table:
      '| 対応内容 | 担当者 | 期限 | 状態 |\n| --- | --- | --- | --- |\n| Alarm ergänzen | Ana | 2030-01-31 | 未着手 |\n| Regel löschen | Ben | 2030-02-01 | 完了 |',
  },
]

describe('a document in $language', () => {
  test.each(languages)('names the seven questions by its headings: $language', ({ headings }) => {
    expect(headings.map((heading) => questionOf(heading))).toEqual([...questionNames])
    expect(headings.map((heading, index) => questionOf(`${index + 1}. ${heading}:`))).toEqual([...questionNames])
  })

  test.each(languages)('has the items below its heading, in lists and tables: $language', ({ headings, table }) => {
    const read = (body: string) => readActionItems(`# T\n\n## ${headings[5]}\n\n${body}\n`).items
    expect(read('- [ ] eins @ana\n- zwei\n').map(({ text }) => text)).toEqual(['eins', 'zwei'])
    expect(
      read(table).map(({ text, owners, due, state }) => [text, owners.names[0], due?.valid && due.day, state]),
    ).toEqual([
      ['Alarm ergänzen', 'Ana', '2030-01-31', 'open'],
      ['Regel löschen', 'Ben', '2030-02-01', 'done'],
    ])
  })
})

test('bullets of Japanese keyboards are bullets', () => {
  expect(readActionItems('## 再発防止策\n\n・監視を追加する\n・手順書を直す\n').items).toHaveLength(2)
})
