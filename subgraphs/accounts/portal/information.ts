import type { Texts } from '../../kernel/texts.ts'

/** What a page says whose portal key leads nowhere; it must not tell why (ACC-5). */
export const information: Texts = {
  en: 'There is no portal at this address. Please use the link in the mail or on the website of the company you deal with.',
  nl: 'Op dit adres is geen portaal. Gebruik de link in de e-mail of op de website van het bedrijf waarmee u te maken hebt.',
  de: 'Unter dieser Adresse gibt es kein Portal. Bitte nutzen Sie den Link in der E-Mail oder auf der Website Ihres Unternehmens.',
  fr: 'Il n’y a pas de portail à cette adresse. Veuillez utiliser le lien du courriel ou du site web de votre entreprise.',
  es: 'No hay ningún portal en esta dirección. Utilice el enlace del correo o del sitio web de la empresa con la que trata.',
}
