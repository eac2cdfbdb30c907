import { Refusal, type RefusalData } from './errors.ts'
import { said, type PlacesIn, type Texts, type Told, type Words } from './texts.ts'

type Catalogue = Readonly<Record<string, Texts>>
type Telling<Text extends Texts, W extends Words> = RefusalData & {
  readonly [Place in PlacesIn<Text['en']>]: Place extends keyof W ? keyof W[Place] : Told
}
/** A code's data may be left out where its text has no places. */
type DataOf<Text extends Texts, W extends Words> = Text extends Texts
  ? [PlacesIn<Text['en']>] extends [never]
    ? [data?: RefusalData]
    : [data: Telling<Text, W>]
  : never

/**
 * A `refuse` bound to one list of codes with their texts, so that a code cannot be mistyped, no translation be missing and
 * no place in a text stay empty. A place is filled from the data; where `words` knows it, by the word that the data names.
 */
export function refusals<const Texts extends Catalogue, const W extends Words = Record<never, never>>(
  texts: Texts,
  words: W = {} as W,
) {
  const refuse = <Code extends keyof Texts & string>(code: Code, ...[data = {}]: DataOf<Texts[Code], W>): Refusal =>
    new Refusal(code, data, (language) => said(texts[code]!, language, data, words))
  return Object.assign(refuse, { texts, words })
}

/** Refusals that more than one subgraph knows. */
export const usual = {
  NOT_FOUND: {
    en: 'There is no such {noun}.',
    nl: '{noun} niet gevonden.',
    de: '{noun} nicht gefunden.',
    fr: '{noun} introuvable.',
    es: 'No se encuentra {noun}.',
  },
  VERSION_MISMATCH: {
    en: 'Somebody else changed this in the meantime; read it again.',
    nl: 'Iemand anders heeft dit intussen gewijzigd; lees het opnieuw.',
    de: 'Jemand anderes hat dies inzwischen geändert; bitte lesen Sie es erneut.',
    fr: 'Quelqu’un d’autre a modifié ceci entre-temps. Veuillez le relire.',
    es: 'Otra persona lo ha modificado entretanto; vuelva a leerlo.',
  },
  TEXT_TOO_LONG: {
    en: 'This has at most {most} characters.',
    nl: 'Dit heeft ten hoogste {most} tekens.',
    de: 'Dies hat höchstens {most} Zeichen.',
    fr: 'Ceci compte au plus {most} caractères.',
    es: 'Esto tiene como máximo {most} caracteres.',
  },
  TOO_MANY: {
    en: 'At most {most} of these.',
    nl: 'Ten hoogste {most} hiervan.',
    de: 'Höchstens {most} davon.',
    fr: 'Au plus {most} de ceux-ci.',
    es: 'Como máximo {most} de estos.',
  },
  EMAIL_INVALID: {
    en: 'This is not an email address.',
    nl: 'Dit is geen e-mailadres.',
    de: 'Dies ist keine E-Mail-Adresse.',
    fr: 'Ceci n’est pas une adresse e-mail.',
    es: 'Esto no es una dirección de correo electrónico.',
  },
  NAME_TOO_LONG: {
    en: 'A name has at most 100 characters.',
    nl: 'Een naam heeft ten hoogste 100 tekens.',
    de: 'Ein Name hat höchstens 100 Zeichen.',
    fr: 'Un nom compte au plus 100 caractères.',
    es: 'Un nombre tiene como máximo 100 caracteres.',
  },
  NAME_UNREADABLE: {
    en: 'A name has no emoji, and no characters that cannot be seen or that turn the line.',
    nl: 'Een naam heeft geen emoji en geen tekens die onzichtbaar zijn of de regel omkeren.',
    de: 'Ein Name hat keine Emojis und keine Zeichen, die unsichtbar sind oder die Zeile umkehren.',
    fr: 'Un nom ne contient ni emoji ni caractères invisibles ou qui inversent la ligne.',
    es: 'Un nombre no tiene emojis ni caracteres invisibles o que inviertan la línea.',
  },
} as const
