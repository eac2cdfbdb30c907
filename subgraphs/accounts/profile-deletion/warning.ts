import type { Texts } from '../../kernel/texts.ts'

/** What somebody is told before they delete their profile (ACC-19). */
export const warning: Texts = {
  en: 'This deletes your profile for good: how you log in, your picture, your personal details and what you have accepted. Your requests stay with the support team, without your name. {company} keeps its own records. You can register again later, and will not see any of this then.',
  nl: 'Hiermee wordt uw profiel definitief verwijderd: uw aanmelding, uw foto, uw persoonlijke gegevens en wat u hebt aanvaard. Uw aanvragen blijven bij het supportteam, zonder uw naam. {company} behoudt de eigen administratie. U kunt zich later opnieuw registreren en ziet dan niets hiervan terug.',
  de: 'Damit wird Ihr Profil endgültig gelöscht: Ihre Anmeldung, Ihr Bild, Ihre persönlichen Angaben und was Sie akzeptiert haben. Ihre Anfragen bleiben beim Support-Team, ohne Ihren Namen. {company} behält die eigenen Unterlagen. Sie können sich später neu registrieren und sehen dann nichts davon wieder.',
  fr: 'Votre profil sera définitivement supprimé : votre accès, votre photo, vos données personnelles et ce que vous avez accepté. Vos demandes restent chez l’équipe d’assistance, sans votre nom. {company} conserve ses propres dossiers. Vous pourrez vous réinscrire plus tard, sans rien retrouver de tout cela.',
  es: 'Esto elimina su perfil para siempre: su acceso, su foto, sus datos personales y lo que ha aceptado. Sus solicitudes se quedan en el equipo de asistencia, sin su nombre. {company} conserva sus propios registros. Podrá registrarse de nuevo más adelante, y entonces no verá nada de esto.',
}
