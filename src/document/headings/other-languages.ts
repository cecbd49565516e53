import type { QuestionName } from '../../domain/review.ts'

// One table for each language, past 250 lines as a whole: whoever adds a language copies the one above it.

/** Headings and heads of columns in one language; like the English ones, in the words of `headingWords`, `…` for any words. */
interface Language {
  readonly headings: Readonly<Record<QuestionName, readonly string[]>>
  /** What tells which action it is, and beside it who, until when and how far. */
  readonly columns: Readonly<Record<'action' | 'owner' | 'due' | 'state', readonly string[]>>
}

/** To teach the app another language, add a table here. */
const german: Language = {
  headings: {
    who: ['beteiligte', 'beteiligte …', 'wer war beteiligt …', 'teilnehmer', 'rollen', 'ansprechpartner'],
    communication: ['kommunikation', '… kommunikation', 'kommunikation …', 'kundenkommunikation'],
    how: [
      ...['zeitleiste', 'zeitlicher ablauf', 'zeitverlauf', 'ablauf', 'ablauf …', 'chronologie', 'verlauf', 'hergang'],
      ...[
        'was ist passiert',
        'was geschah',
        'was ist geschehen',
        'wie ist es passiert',
        'ursache',
        'ursachen',
        'ursachenanalyse',
        'grundursache',
      ],
    ],
    wentWell: [
      'was gut lief',
      'was lief gut',
      'was ist gut gelaufen',
      'was gut gelaufen ist',
      'was hat gut funktioniert',
      'gut gelaufen',
    ],
    better: [
      ...[
        'was schlecht lief',
        'was lief schlecht',
        'was lief nicht gut',
        'was nicht gut lief',
        'was besser laufen könnte',
      ],
      ...[
        'was hätte besser laufen können',
        'was hätten wir besser machen können',
        'verbesserungspotenzial',
        'verbesserungspotential',
        'was können wir besser machen',
      ],
    ],
    actions: [
      ...[
        'maßnahmen',
        '… maßnahmen',
        'maßnahmen …',
        'massnahmen',
        '… massnahmen',
        'aktionen',
        'aufgaben',
        'offene punkte',
        'nächste schritte',
      ],
      ...[
        'weiteres vorgehen',
        'folgeaufgaben',
        'maßnahmenplan',
        'todos und maßnahmen',
        'vorbeugung',
        'handlungsbedarf',
        'verbesserungen',
        'verbesserungsmaßnahmen',
        'prävention',
        'folgemaßnahmen',
        'nächste aktionen',
        'wie verhindern wir …',
      ],
    ],
    lessons: [
      'erkenntnisse',
      'lehren',
      '… gelernt …',
      'was haben wir gelernt',
      'was wir gelernt haben',
      'gelerntes',
      'lessons learned',
    ],
  },
  columns: {
    action: ['maßnahme', 'maßnahmen', 'massnahme', 'aufgabe', 'aktion', 'was', 'todo', 'beschreibung'],
    owner: ['wer', 'verantwortlich', 'verantwortliche', 'verantwortlicher', 'zuständig', 'zuständigkeit', 'bearbeiter'],
    due: ['bis', 'bis wann', 'wann', 'frist', 'fällig', 'fällig am', 'termin', 'fälligkeit', 'zieldatum'],
    state: ['status', 'stand', 'zustand', 'erledigt'],
  },
}

const french: Language = {
  headings: {
    who: ['personnes impliquées', 'qui était impliqué', 'participants', 'intervenants', 'équipe …', 'acteurs'],
    communication: ['communication', 'communications', 'communication …'],
    how: [
      ...[
        'chronologie',
        'chronologie …',
        'déroulement',
        'déroulé',
        'déroulé …',
        'frise chronologique',
        'historique',
        'que s est il passé',
      ],
      ...[
        "que s'est-il passé",
        "ce qui s'est passé",
        'cause',
        'causes',
        'cause racine',
        'causes racines',
        'cause principale',
        'analyse des causes',
        'origine',
      ],
    ],
    wentWell: [
      'ce qui a bien fonctionné',
      'ce qui a bien marché',
      "ce qui s'est bien passé",
      'points positifs',
      'points forts',
    ],
    better: [
      ...[
        'ce qui a mal fonctionné',
        "ce qui n'a pas fonctionné",
        "ce qui s'est mal passé",
        "axes d'amélioration",
        "points d'amélioration",
      ],
      ...[
        "pistes d'amélioration",
        'points négatifs',
        'points faibles',
        'ce qui peut être amélioré',
        'ce qui aurait pu être mieux',
      ],
    ],
    actions: [
      ...[
        "plan d'action",
        "plan d'actions",
        'actions',
        'actions …',
        'actions correctives',
        'actions préventives',
        'mesures',
        'mesures …',
        'suivi',
      ],
      ...['prochaines étapes', 'tâches', 'à faire', 'actions à mener', 'suites', 'suites à donner', 'prévention'],
      ...[
        'améliorations',
        'points d action',
        "plan d'amélioration",
        'comment éviter …',
        'travaux à venir',
        'à mettre en place',
      ],
    ],
    lessons: [
      'leçons',
      'leçons …',
      'enseignements',
      'enseignements …',
      'ce que nous avons appris',
      "ce qu'on a appris",
      'retour d expérience',
      "retour d'expérience",
    ],
  },
  columns: {
    action: ['action', 'tâche', 'mesure', 'quoi', 'description'],
    owner: ['responsable', 'qui', 'porteur', 'assigné', 'assigné à', 'pilote'],
    due: ['échéance', 'quand', 'pour le', 'date', "date d'échéance", 'délai', 'date limite'],
    state: ['statut', 'état', 'avancement', 'fait'],
  },
}

const spanish: Language = {
  headings: {
    who: [
      'personas involucradas',
      'quién participó',
      'quiénes participaron',
      'participantes',
      'involucrados',
      'equipo involucrado',
    ],
    communication: ['comunicación', 'comunicación …', 'comunicaciones'],
    how: [
      ...[
        'cronología',
        'cronología …',
        'línea de tiempo',
        'línea temporal',
        'qué pasó',
        'qué ocurrió',
        'qué sucedió',
        'cómo ocurrió',
        'cómo pasó',
      ],
      ...['causa', 'causas', 'causa raíz', 'causas raíz', 'análisis de causa raíz', 'origen', 'secuencia de eventos'],
    ],
    wentWell: [
      'qué salió bien',
      'lo que salió bien',
      'qué funcionó',
      'qué funcionó bien',
      'lo que funcionó bien',
      'aspectos positivos',
      'qué fue bien',
    ],
    better: [
      ...[
        'qué salió mal',
        'lo que salió mal',
        'qué no funcionó',
        'qué se puede mejorar',
        'qué podría mejorar',
        'qué podemos mejorar',
        'qué pudo ser mejor',
      ],
      ...['áreas de mejora', 'oportunidades de mejora', 'aspectos a mejorar', 'puntos de mejora'],
    ],
    actions: [
      ...[
        'acciones',
        'acciones …',
        '… acciones',
        'plan de acción',
        'medidas',
        'medidas …',
        'próximos pasos',
        'siguientes pasos',
        'tareas',
      ],
      ...['tareas …', 'tareas pendientes', 'pendientes', 'seguimiento', 'prevención', 'puntos de acción'],
      ...[
        'accionables',
        'accionables …',
        'mejoras',
        'mejoras propuestas',
        'plan de mejora',
        'cómo evitar …',
        'cómo prevenir …',
      ],
    ],
    lessons: [
      'lecciones',
      'lecciones …',
      'aprendizajes',
      'qué aprendimos',
      'lo que aprendimos',
      'qué hemos aprendido',
      'lo aprendido',
    ],
  },
  columns: {
    action: ['acción', 'acciones', 'tarea', 'medida', 'qué', 'descripción'],
    owner: ['responsable', 'responsables', 'quién', 'asignado', 'asignado a', 'encargado', 'dueño'],
    due: ['fecha', 'fecha límite', 'plazo', 'cuándo', 'vencimiento', 'fecha de entrega'],
    state: ['estado', 'estatus', 'hecho', 'situación'],
  },
}

const portuguese: Language = {
  headings: {
    who: [
      'pessoas envolvidas',
      'quem participou',
      'quem estava envolvido',
      'participantes',
      'envolvidos',
      'equipe envolvida',
    ],
    communication: ['comunicação', 'comunicação …', 'comunicações'],
    how: [
      ...[
        'linha do tempo',
        'cronologia',
        'cronologia …',
        'o que aconteceu',
        'como aconteceu',
        'o que ocorreu',
        'causa',
        'causas',
      ],
      ...['causa raiz', 'causas raiz', 'análise de causa raiz', 'origem', 'sequência de eventos'],
    ],
    wentWell: [
      'o que deu certo',
      'o que foi bem',
      'o que correu bem',
      'o que funcionou',
      'o que funcionou bem',
      'pontos positivos',
    ],
    better: [
      ...[
        'o que deu errado',
        'o que não funcionou',
        'o que correu mal',
        'o que pode melhorar',
        'o que podemos melhorar',
        'o que poderia ter sido melhor',
      ],
      ...['pontos de melhoria', 'pontos a melhorar', 'oportunidades de melhoria', 'pontos negativos'],
    ],
    actions: [
      ...[
        'ações',
        'ações …',
        '… ações',
        'itens de ação',
        'plano de ação',
        'medidas',
        'medidas …',
        'próximos passos',
        'tarefas',
        'tarefas …',
      ],
      ...['pendências', 'acompanhamento', 'prevenção', 'ações corretivas', 'ações preventivas'],
      ...[
        'acionáveis',
        'melhorias',
        'melhorias propostas',
        'plano de melhoria',
        'como evitar …',
        'como prevenir …',
        'a fazer',
      ],
    ],
    lessons: ['lições', 'lições …', 'aprendizados', 'o que aprendemos', 'aprendizagens'],
  },
  columns: {
    action: ['ação', 'ações', 'tarefa', 'medida', 'o que', 'descrição'],
    owner: ['responsável', 'responsáveis', 'quem', 'dono', 'atribuído a', 'encarregado'],
    due: ['prazo', 'data limite', 'quando', 'vencimento', 'previsão'],
    state: ['status', 'estado', 'situação', 'feito'],
  },
}

const japanese: Language = {
  headings: {
    who: ['関係者', '対応者', '担当者', '参加者', '関係者一覧', '体制'],
    communication: ['コミュニケーション', '連絡', '周知', '情報共有', '社内連絡', '顧客対応'],
    how: [
      'タイムライン',
      '時系列',
      '経緯',
      '発生経緯',
      '経過',
      '何が起きたか',
      '何が起こったか',
      '原因',
      '根本原因',
      '発生原因',
      '障害の経緯',
    ],
    wentWell: ['良かった点', 'よかった点', 'うまくいったこと', '良かったこと', 'うまくいった点', 'よかったこと'],
    better: [
      '悪かった点',
      '改善点',
      'うまくいかなかったこと',
      '課題',
      '問題点',
      '反省点',
      'うまくいかなかった点',
      '改善すべき点',
    ],
    actions: [
      ...[
        'アクションアイテム',
        'アクション',
        '再発防止策',
        '再発防止',
        '対策',
        '恒久対策',
        '暫定対策',
        '対応策',
        '今後の対応',
        '今後の対策',
      ],
      ...[
        'ネクストアクション',
        '次のアクション',
        '今後のアクション',
        'todo',
        'やること',
        '改善策',
        '改善アクション',
        '対応事項',
        '今後の課題と対応',
        'フォローアップ',
        '是正措置',
        '予防措置',
      ],
    ],
    lessons: ['学び', '学んだこと', '教訓', '得られた教訓', '学んだ教訓', '振り返り', 'ふりかえり'],
  },
  columns: {
    action: ['アクション', '対応', '対策', '内容', '対応内容', 'タスク', '項目', 'アクションアイテム', '再発防止策'],
    owner: ['担当', '担当者', '責任者', 'オーナー'],
    due: ['期限', '期日', '納期', '予定日', '完了予定', '完了予定日'],
    state: ['状態', 'ステータス', '状況', '進捗', '完了'],
  },
}

const languages: readonly Language[] = [german, french, spanish, portuguese, japanese]

/** The headings of every language besides English that name a question. */
export function headingsElsewhere(name: QuestionName): readonly string[] {
  return languages.flatMap(({ headings }) => headings[name])
}

/** The heads of columns of every language besides English. */
export function columnsElsewhere(name: keyof Language['columns']): readonly string[] {
  return languages.flatMap(({ columns }) => columns[name])
}
