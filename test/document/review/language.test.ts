import { describe, expect, test } from 'vitest'
import { reviewDocument } from '../../../src/document/review/review.ts'
import { options } from './findings.ts'

function rulesIn(text: string, headings = {}): readonly string[] {
  const reviewed = reviewDocument(text, { ...options, headings })
  if (!reviewed.ok) throw new Error(reviewed.problem)
  return reviewed.findings.map(({ rule }) => rule)
}

const asked = (text: string, headings = {}) => rulesIn(text, headings).filter((rule) => rule.startsWith('question/'))

const dutch =
  'De schijf van de database was vol en de bestellingen zijn niet meer opgeslagen. Het team van de winkel heeft dat van een klant gehoord en heeft de schijf daarna met de hand geleegd. Er was geen alarm voor de schijf van deze database.'
const italian =
  'Il disco della base di dati era pieno e gli ordini non sono stati salvati per due ore. Il gruppo del negozio lo ha saputo da un cliente e ha svuotato il disco a mano. Non era previsto un allarme per il disco, che è cresciuto per una settimana.'
const russian = 'Диск базы данных был полон, и заказы не сохранялись два часа. Команда узнала об этом от клиента.'
const chinese =
  '数据库的磁盘已满，订单在两个小时内无法保存。团队从一位客户那里得知此事，然后手动清空了磁盘。我们没有为磁盘设置警报，这个问题持续了一个星期。'

describe('a document in a language whose headings are not known', () => {
  test.each([
    ['Dutch', `# Storing\n\n## Wat er gebeurde\n\n${dutch}\n`],
    ['Italian', `# Guasto\n\n## Che cosa è successo\n\n${italian}\n`],
    ['Russian', `# Сбой\n\n## Что произошло\n\n${russian}\n`],
    ['Chinese', `# 故障\n\n## 发生了什么\n\n${chinese}\n`],
  ])('says so once: %s', (_language, text) => expect(asked(text)).toEqual(['question/language']))

  test('is asked once the configuration names one of its headings', () => {
    const text = `# Storing\n\n## Wat er gebeurde\n\n${dutch}\n`
    expect(asked(text, { how: ['Wat er gebeurde'] })).not.toContain('question/language')
    expect(asked(text, { how: ['Wat er gebeurde'] })).toContain('question/unanswered')
  })
})

describe('a document in another language whose headings are known', () => {
  test.each([
    [
      'German',
      'Die Platte war voll und die Bestellungen wurden nicht gespeichert. Das Team hat es von einem Kunden erfahren und die Platte dann von Hand geleert. Es gab für die Platte keinen Alarm, und das war eine Woche lang so.',
    ],
    [
      'French',
      'Le disque de la base était plein et les commandes n’ont pas été enregistrées pendant deux heures. L’équipe l’a su par une cliente et a vidé le disque à la main. Il n’y avait pas d’alerte pour ce disque dans la supervision.',
    ],
    [
      'Spanish',
      'El disco de la base de datos estaba lleno y los pedidos no se guardaron durante dos horas. El equipo lo supo por una clienta y vació el disco a mano. No había una alarma para el disco y esto fue así durante una semana.',
    ],
    [
      'Portuguese',
      'O disco da base de dados estava cheio e os pedidos não foram guardados durante duas horas. A equipa soube disso por uma cliente e esvaziou o disco à mão. Não havia um alarme para o disco e isso foi assim por uma semana.',
    ],
    [
      'Japanese',
      'データベースのディスクがいっぱいになり、二時間にわたって注文が保存されませんでした。チームはお客様からの連絡で気づき、手作業でディスクを空にしました。',
    ],
    [
      'English',
      'The disk of the database was full and the orders were not stored for two hours. The team heard of it from a customer and emptied the disk by hand. There was no alert on the disk, and it had been so for a week.',
    ],
  ])('is asked as usual: %s', (_language, text) => expect(asked(`# X\n\n${text}\n`)).not.toContain('question/language'))

  test.each([
    '## Was ist passiert\n\n14.05 Uhr: Die Platte ist voll, TODO-Liste folgt im Ticket.\n',
    '## Qué pasó\n\nA las 14h el disco se llenó en TODOS los nodos; él no he olvidado nada.\n',
    '## タイムライン\n\n- 3月2日 14時05分 ディスクがいっぱいになりました\n- 3月2日 14時20分 担当者が気づきました\n',
    '## Linha do tempo\n\n- 02/03 o disco encheu\n- 03/03 o disco foi esvaziado\n',
  ])('gets no finding of English words: %s', (text) => {
    const own = rulesIn(text).filter((rule) => /^(?:people|placeholder|prompt|timeline)\//.test(rule))
    expect(own).toEqual([])
  })
})
