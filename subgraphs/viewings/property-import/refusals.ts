/** What is refused of tables of properties and of their rows. */
export const importTexts = {
  IMPORT_RUNNING: {
    en: 'Another import is running; wait until it is over.',
    nl: 'Er loopt al een import; wacht tot deze klaar is.',
    de: 'Es läuft bereits ein Import; bitte warten Sie, bis er fertig ist.',
    fr: 'Une importation est déjà en cours. Veuillez attendre qu’elle soit terminée.',
    es: 'Ya hay una importación en curso; espere a que termine.',
  },
  REFERENCE_COLUMN_MISSING: {
    en: 'The table has no column “reference”, by which properties are told apart.',
    nl: 'De tabel heeft geen kolom “reference”, waaraan panden te herkennen zijn.',
    de: 'Der Tabelle fehlt die Spalte „reference“, an der Immobilien zu erkennen sind.',
    fr: 'Le tableau n’a pas de colonne « reference », qui distingue les biens.',
    es: 'La tabla no tiene la columna «reference», que distingue los inmuebles.',
  },
  TABLE_DAMAGED: {
    en: 'The table cannot be read any further, perhaps for a quotation mark that is not closed.',
    nl: 'De tabel is niet verder te lezen, misschien door een aanhalingsteken dat niet sluit.',
    de: 'Die Tabelle ist nicht weiter zu lesen, vielleicht wegen eines offenen Anführungszeichens.',
    fr: 'La suite du tableau est illisible, peut-être à cause d’un guillemet resté ouvert.',
    es: 'La tabla no se puede seguir leyendo, quizá por unas comillas sin cerrar.',
  },
  REFERENCE_REPEATED: {
    en: 'This reference stands in an earlier row, too.',
    nl: 'Dit kenmerk staat ook in een eerdere rij.',
    de: 'Dieses Kennzeichen steht auch in einer früheren Zeile.',
    fr: 'Cette référence figure aussi dans une ligne précédente.',
    es: 'Esta referencia figura también en una fila anterior.',
  },
  VALUE_UNKNOWN: {
    en: 'This is none of {known}.',
    nl: 'Dit is geen van {known}.',
    de: 'Dies ist nichts von {known}.',
    fr: 'Ceci n’est rien de {known}.',
    es: 'Esto no es ninguno de {known}.',
  },
  NUMBER_INVALID: {
    en: 'This is not a number such as 1200 or 1200.50.',
    nl: 'Dit is geen getal zoals 1200 of 1200.50.',
    de: 'Dies ist keine Zahl wie 1200 oder 1200.50.',
    fr: 'Ceci n’est pas un nombre tel que 1200 ou 1200.50.',
    es: 'Esto no es un número como 1200 o 1200.50.',
  },
} as const
