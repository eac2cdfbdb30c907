import type { Sentences } from './sentence.ts'

/** What is wrong with a mutation’s idempotency key. */
export const idempotency = {
  IDEMPOTENCY_KEY_INVALID: {
    code: 'BAD_USER_INPUT',
    reason: 'IDEMPOTENCY_KEY_INVALID',
    en: 'An idempotency key has 1 to 255 printable ASCII characters.',
    nl: 'Een idempotentiesleutel heeft 1 tot 255 afdrukbare ASCII-tekens.',
    de: 'Ein Idempotenzschlüssel hat 1 bis 255 druckbare ASCII-Zeichen.',
    fr: 'Une clé d’idempotence compte de 1 à 255 caractères ASCII imprimables.',
    es: 'Una clave de idempotencia tiene de 1 a 255 caracteres ASCII imprimibles.',
  },
  TWO_KEYS: {
    code: 'BAD_USER_INPUT',
    reason: 'IDEMPOTENCY_KEY_INVALID',
    en: '"{field}" is given two idempotency keys.',
    nl: '"{field}" krijgt twee idempotentiesleutels.',
    de: '"{field}" erhält zwei Idempotenzschlüssel.',
    fr: '"{field}" reçoit deux clés d’idempotence.',
    es: '"{field}" recibe dos claves de idempotencia.',
  },
  SEVERAL_KEYS: {
    code: 'BAD_USER_INPUT',
    reason: 'IDEMPOTENCY_KEY_INVALID',
    en: 'The request has several idempotency keys: give each by @idempotent, or one beside the document.',
    nl: 'De aanvraag heeft meerdere idempotentiesleutels: geef elke met @idempotent, of één naast het document.',
    de: 'Die Anfrage hat mehrere Idempotenzschlüssel: geben Sie jeden mit @idempotent an oder einen neben dem Dokument.',
    fr: 'La requête a plusieurs clés d’idempotence. Donnez chacune par @idempotent, ou une seule à côté du document.',
    es: 'La petición tiene varias claves de idempotencia: indique cada una con @idempotent, o una junto al documento.',
  },
  ONE_KEY_FOR_SEVERAL: {
    code: 'BAD_USER_INPUT',
    reason: 'IDEMPOTENCY_KEY_INVALID',
    en: 'One idempotency key came with {count} mutations: give each its own by @idempotent(key:).',
    nl: 'Eén idempotentiesleutel kwam met {count} mutaties: geef elke een eigen sleutel met @idempotent(key:).',
    de: 'Ein Idempotenzschlüssel kam mit {count} Mutationen: geben Sie jeder einen eigenen mit @idempotent(key:).',
    fr: 'Une seule clé d’idempotence accompagne {count} mutations. Donnez à chacune la sienne par @idempotent(key:).',
    es: 'Una sola clave de idempotencia acompaña a {count} mutaciones: dé a cada una la suya con @idempotent(key:).',
  },
  IDEMPOTENCY_KEY_REUSED: {
    code: 'BAD_USER_INPUT',
    reason: 'IDEMPOTENCY_KEY_REUSED',
    en: 'This idempotency key has served another field or other arguments; take a new key for a new wish.',
    nl: 'Deze idempotentiesleutel diende al voor een ander veld of andere argumenten; neem een nieuwe sleutel.',
    de: 'Dieser Idempotenzschlüssel diente einem anderen Feld oder anderen Argumenten; bitte nehmen Sie einen neuen.',
    fr: 'Cette clé d’idempotence a servi à un autre champ ou à d’autres arguments. Prenez une nouvelle clé.',
    es: 'Esta clave de idempotencia ya sirvió para otro campo u otros argumentos; use una clave nueva.',
  },
  NOT_IDEMPOTENT: {
    code: 'BAD_USER_INPUT',
    reason: 'NOT_IDEMPOTENT',
    en: '{field} takes no idempotency key.',
    nl: '{field} neemt geen idempotentiesleutel aan.',
    de: '{field} nimmt keinen Idempotenzschlüssel an.',
    fr: '{field} n’accepte pas de clé d’idempotence.',
    es: '{field} no admite clave de idempotencia.',
  },
} as const satisfies Sentences
