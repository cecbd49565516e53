/**
 * Infinitives with which people begin what is to do in other languages, without accents. German puts them at the end of a line:
 * there they count with a noun before them.
 */
const first: ReadonlySet<string> = new Set(
  `actualizar agregar alertar ampliar analizar anadir aplicar asegurar automatizar cambiar comprobar configurar corregir crear
  definir desactivar desplegar detectar documentar eliminar establecer evaluar evitar forzar habilitar implementar incluir
  integrar investigar limitar mejorar migrar monitorear monitorizar mover notificar pasar prevenir probar quitar reducir
  reemplazar refactorizar reforzar resolver revisar separar usar utilizar validar verificar
  adicionar alterar analisar atualizar automatizar avaliar corrigir criar desativar documentar fazer garantir habilitar
  implantar incluir investigar melhorar monitorar mudar reduzir remover revisar substituir testar trocar validar verificar
  activer actualiser adapter ajouter ameliorer analyser augmenter automatiser changer completer configurer corriger creer
  definir deplacer deployer desactiver documenter effectuer eliminer etablir eviter faire former garantir installer interdire
  limiter mettre migrer modifier prevoir proteger reduire remplacer renforcer reviser revoir securiser supprimer surveiller
  tester utiliser valider verifier`.split(/\s+/),
)

const last =
  /(?<=\p{L} )(?:abschalten|aktivieren|aktualisieren|anlegen|anpassen|aufsetzen|automatisieren|beheben|dokumentieren|durchführen|einbauen|einführen|einrichten|einschränken|entfernen|ergänzen|erhöhen|ersetzen|erstellen|erweitern|festlegen|hinzufügen|implementieren|klären|konfigurieren|korrigieren|migrieren|prüfen|reduzieren|schreiben|testen|überarbeiten|überprüfen|überwachen|umstellen|verbessern|vereinfachen|verschieben)[.!]?(?= ?[([]|$)/iu

/** Whether a text says what is to do in another language than English. */
export function isToDoElsewhere(text: string): boolean {
  const word = /^[\W_]{0,6}(\p{L}{3,24})(?=\s|$)/u.exec(text)?.[1] ?? ''
  return first.has(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) || last.test(text.slice(0, 200))
}
