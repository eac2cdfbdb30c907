/** What is refused of a company's terms and conditions. */
export const termsTexts = {
  TERMS_OUTDATED: {
    en: 'There is a newer version of the terms; read that one.',
    nl: 'Er is een nieuwere versie van de voorwaarden; lees die.',
    de: 'Es gibt eine neuere Fassung der Bedingungen; bitte lesen Sie diese.',
    fr: 'Il existe une version plus récente des conditions. Veuillez lire celle-ci.',
    es: 'Hay una versión más reciente de los términos; lea esa.',
  },
  TERMS_TEXT_MISSING: {
    en: 'The portal’s default language needs a text: {language}.',
    nl: 'De standaardtaal van het portaal heeft een tekst nodig: {language}.',
    de: 'Für die Standardsprache des Portals wird ein Text gebraucht: {language}.',
    fr: 'Il faut un texte dans la langue par défaut du portail : {language}.',
    es: 'Hace falta un texto en el idioma predeterminado del portal: {language}.',
  },
  TERMS_LANGUAGE_MISSING: {
    en: 'The terms do not exist in this language; say which of these you have read: {languages}.',
    nl: 'De voorwaarden bestaan niet in deze taal; zeg welke van deze u hebt gelezen: {languages}.',
    de: 'Die Bedingungen gibt es nicht in dieser Sprache; bitte geben Sie an, welche Sie gelesen haben: {languages}.',
    fr: 'Les conditions n’existent pas dans cette langue. Veuillez indiquer celle que vous avez lue : {languages}.',
    es: 'Los términos no existen en este idioma; indique cuál de estos ha leído: {languages}.',
  },
  TERMS_LANGUAGE_TWICE: {
    en: 'Each language has one text.',
    nl: 'Elke taal heeft één tekst.',
    de: 'Jede Sprache hat einen Text.',
    fr: 'Chaque langue a un seul texte.',
    es: 'Cada idioma tiene un solo texto.',
  },
} as const
