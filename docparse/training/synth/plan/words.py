"""What is printed on plans in several languages: rooms, floors, and the sentences in small type."""

from __future__ import annotations

LANGUAGES = ("en", "us", "fr", "de", "es", "it", "pl", "nl", "pt")

# Room type -> names by language; several names are separated by bars.
ROOMS: dict[str, dict[str, str]] = {
    "bedroom": {
        "en": "Bedroom|Bedroom|Bedroom 1|Bedroom 2|Bedroom 3|Master Bedroom|Principal Bedroom|Guest Bedroom",
        "us": "Bedroom|Master Bedroom|Bedroom #2|Primary Suite|BR 2|Guest Room",
        "fr": "Chambre|Chambre 1|Chambre 2|Chambre 3|Chambre parents|Suite parentale",
        "de": "Schlafen|Schlafzimmer|Kinderzimmer|Zimmer|Kind 1|Eltern|Gast",
        "es": "Dormitorio|Dormitorio 1|Dorm. principal|Habitación 2|Dormitorio 3",
        "it": "Camera|Camera da letto|Camera matrimoniale|Cameretta",
        "pl": "Sypialnia|Pokój|Pokój 2|Pokój dziecka",
        "nl": "Slaapkamer|Slaapkamer 1|Slaapkamer 2|Ouderslaapkamer",
        "pt": "Quarto|Quarto 1|Suíte|Dormitório",
    },
    "living": {
        "en": "Reception Room|Living Room|Reception|Lounge|Sitting Room|Drawing Room|Reception / Dining Room|"
        "Kitchen / Reception Room|Living Area|Reception Room / Kitchen",
        "us": "Living Room|Great Room|Family Room|Living Area|Den",
        "fr": "Séjour|Salon|Salle de séjour|Séjour / Cuisine|Pièce de vie",
        "de": "Wohnzimmer|Wohnen|Wohnen / Essen|Wohnraum",
        "es": "Salón|Sala de estar|Salón - Comedor|Estar",
        "it": "Soggiorno|Salotto|Soggiorno pranzo|Zona giorno",
        "pl": "Salon|Pokój dzienny|Salon z aneksem",
        "nl": "Woonkamer|Zitkamer|Living",
        "pt": "Sala|Sala de estar|Estar / Jantar",
    },
    "kitchen": {
        "en": "Kitchen|Kitchen|Kitchen / Breakfast Room|Kitchenette|Kitchen / Dining Room",
        "us": "Kitchen|Kit.|Galley",
        "fr": "Cuisine|Cuisine ouverte|Kitchenette",
        "de": "Küche|Kochen|Kochnische",
        "es": "Cocina|Cocina - Office",
        "it": "Cucina|Angolo cottura",
        "pl": "Kuchnia|Aneks kuchenny",
        "nl": "Keuken|Open keuken",
        "pt": "Cozinha|Copa / Cozinha",
    },
    "dining": {
        "en": "Dining Room|Dining Area|Dining", "us": "Dining|Dining Room|Nook|Breakfast",
        "fr": "Salle à manger|Repas|Coin repas", "de": "Essen|Esszimmer|Essplatz", "es": "Comedor",
        "it": "Sala da pranzo|Pranzo", "pl": "Jadalnia", "nl": "Eetkamer", "pt": "Sala de jantar",
    },
    "bathroom": {
        "en": "Bathroom|Shower Room|En-suite|Ensuite|Bath|En-suite Shower Room", "us": "Bath|Bathroom|M. Bath|Bath 2",
        "fr": "Bains|Salle de bains|S.d.B.|S. d'eau|Douche|SDB 1", "de": "Bad|Badezimmer|Dusche|Bad / WC",
        "es": "Baño|Baño 1|Aseo", "it": "Bagno|Bagno 1", "pl": "Łazienka", "nl": "Badkamer|Douche", "pt": "Banheiro|Banho",
    },
    "toilet": {
        "en": "WC|Cloakroom|W.C.|Cloaks", "us": "Powder|1/2 Bath|WC", "fr": "WC|W.C.|Toilettes", "de": "WC|Gäste-WC|Toilette",
        "es": "Aseo|WC", "it": "WC|Servizio", "pl": "WC|Toaleta", "nl": "Toilet|WC", "pt": "Lavabo|WC",
    },
    "hall": {
        "en": "Hall|Entrance Hall|Hallway|Landing|Entrance|Lobby", "us": "Hall|Foyer|Entry|Hallway",
        "fr": "Entrée|Dégagement|Hall|Couloir|Dgt", "de": "Flur|Diele|Eingang|Vorraum", "es": "Pasillo|Recibidor|Hall",
        "it": "Ingresso|Corridoio|Disimpegno", "pl": "Przedpokój|Hol|Korytarz", "nl": "Hal|Gang|Entree",
        "pt": "Hall|Circulação|Corredor",
    },
    "closet": {
        "en": "Cupboard|Cpd|Storage|C|Dressing Room|Wardrobe", "us": "Closet|W.I.C.|Walk-in|CL", "fr": "Placard|Pl.|PL|Rgt|Dressing",
        "de": "Abst.|Ankleide|Schrank", "es": "Armario|Vestidor", "it": "Rip.|Cabina armadio", "pl": "Garderoba|Szafa",
        "nl": "Kast|Berging", "pt": "Closet|Armário",
    },
    "storage": {
        "en": "Storage|Store|Cellar|Vault", "us": "Storage|Pantry|Attic", "fr": "Cellier|Rangement|Cave|Débarras", "de": "Abstellraum|Keller|Lager",
        "es": "Trastero|Despensa", "it": "Ripostiglio|Cantina", "pl": "Schowek|Spiżarnia", "nl": "Berging", "pt": "Despensa|Depósito",
    },
    "laundry": {
        "en": "Utility|Laundry", "us": "Laundry|Util.", "fr": "Buanderie|Lingerie", "de": "HWR|Waschküche", "es": "Lavadero", "it": "Lavanderia",
        "pl": "Pralnia", "nl": "Wasruimte", "pt": "Lavanderia|Área de serviço",
    },
    "office": {
        "en": "Study|Office|Library", "us": "Office|Study", "fr": "Bureau", "de": "Büro|Arbeiten", "es": "Despacho|Estudio", "it": "Studio",
        "pl": "Gabinet", "nl": "Studeerkamer|Kantoor", "pt": "Escritório",
    },
    "garage": {
        "en": "Garage", "us": "Garage|2-Car Garage", "fr": "Garage", "de": "Garage", "es": "Garaje", "it": "Garage|Box auto", "pl": "Garaż",
        "nl": "Garage", "pt": "Garagem",
    },
    "balcony": {
        "en": "Balcony|Balcony|Juliet Balcony", "us": "Balcony", "fr": "Balcon|Loggia", "de": "Balkon|Loggia", "es": "Balcón", "it": "Balcone",
        "pl": "Balkon", "nl": "Balkon", "pt": "Varanda|Sacada",
    },
    "terrace": {
        "en": "Terrace|Roof Terrace|Patio|Garden", "us": "Deck|Patio|Terrace", "fr": "Terrasse|Terrasse couverte", "de": "Terrasse|Dachterrasse",
        "es": "Terraza", "it": "Terrazzo", "pl": "Taras", "nl": "Terras|Dakterras", "pt": "Terraço",
    },
    "porch": {
        "en": "Porch", "us": "Porch|Covered Porch|Screened Porch", "fr": "Porche", "de": "Eingang|Vordach", "es": "Porche", "it": "Portico",
        "pl": "Ganek", "nl": "Portaal", "pt": "Alpendre|Varanda",
    },
    "stairs": {
        "en": "Stairs|Landing", "us": "Stair", "fr": "Escalier", "de": "Treppe", "es": "Escalera", "it": "Scala", "pl": "Schody", "nl": "Trap", "pt": "Escada",
    },
    "utility": {
        "en": "Utility Room|Boiler|Plant|Airing Cupboard", "us": "Mech.|Utility", "fr": "Local technique|Chaufferie", "de": "Technik|Heizung", "es": "Cuarto técnico",
        "it": "Vano tecnico", "pl": "Kotłownia", "nl": "CV|Techniek", "pt": "Técnica",
    },
    "other": {
        "en": "Room|Loft|Eaves|Void|Studio|Snug", "us": "Bonus|Flex|Loft", "fr": "Pièce|Mezzanine|Combles", "de": "Raum|Hobby|Luftraum", "es": "Sala|Estudio", "it": "Locale|Sala",
        "pl": "Pomieszczenie|Antresola", "nl": "Kamer|Vide", "pt": "Sala|Ateliê",
    },
}  # fmt: skip

FLOORS: dict[str, tuple[str, ...]] = {
    "en": ("Ground Floor", "First Floor", "Second Floor", "Third Floor", "Fourth Floor", "Lower Ground Floor", "Fifth Floor"),
    "us": ("First Floor", "Second Floor", "Main Level", "Upper Level", "Basement", "Floor 1"),
    "fr": ("Plan du Rez de Chaussée", "Rez-de-chaussée", "Étage", "1er étage", "R+1", "Niveau 0"),
    "de": ("Erdgeschoss", "1. Obergeschoss", "Dachgeschoss", "Grundriss EG", "Kellergeschoss"),
    "es": ("Planta baja", "Planta primera", "Planta tipo", "Ático"),
    "it": ("Piano terra", "Piano primo", "Pianta", "Piano rialzato"),
    "pl": ("Parter", "Piętro", "Rzut parteru", "Poddasze"),
    "nl": ("Begane grond", "Eerste verdieping", "Plattegrond", "Zolder"),
    "pt": ("Térreo", "Planta baixa", "Primeiro andar", "Pavimento superior"),
}  # fmt: skip

# ``{m2}`` and ``{ft2}`` are the storey's area.
TOTALS: dict[str, tuple[str, ...]] = {
    "en": (
        "Approximate Gross Internal Area {m2} sq m / {ft2} sq ft",
        "Approx. Gross Internal Area {ft2} Sq Ft - {m2} Sq M",
        "TOTAL APPROX. FLOOR AREA {ft2} SQ.FT. ({m2} SQ.M.)",
        "Gross Internal Area: {m2} Sq. metres|{ft2} Sq. feet",
        "Approximate Gross Internal Area|{ft2} sq ft / {m2} sq m",
        "Total area: approx. {m2} sq. metres ({ft2} sq. feet)",
    ),
    "us": ("Total: {ft2} sq. ft.", "Living area {ft2} SF", "GROSS FLOOR AREA {ft2} sq ft"),
    "fr": ("Surface habitable totale : {m2} m²", "Surface Carrez : {m2} m²"),
    "de": ("Wohnfläche ca. {m2} m²", "Gesamtfläche: {m2} m²"),
    "es": ("Superficie construida: {m2} m²", "Superficie útil total {m2} m²"),
    "it": ("Superficie commerciale: {m2} mq", "Superficie utile {m2} mq"),
    "pl": ("Powierzchnia użytkowa: {m2} m²", "Pow. całkowita {m2} m²"),
    "nl": ("Woonoppervlakte: {m2} m²", "Totaal oppervlak {m2} m²"),
    "pt": ("Área total: {m2} m²", "Área privativa {m2} m²"),
}

SMALL_PRINT: dict[str, tuple[str, ...]] = {
    "en": (
        "For illustration purposes only - not to scale",
        "This plan is a guide to the arrangement of rooms and is not drawn to scale.",
        "All measurements were taken by hand and may differ from those on site.",
        "Doors, windows and fittings are shown where they were on the day of the visit.",
        "The sizes given are the greatest of each room, into bays where there are any.",
        "No part of this drawing may be relied upon in a contract of sale.",
        "Not to scale. For guidance only.",
    ),
    "us": (
        "Floor plan for marketing purposes. Sizes and dimensions are approximate, actual may vary.",
        "Square footage is deemed reliable but is not guaranteed.",
        "Contractor shall verify all dimensions in the field before starting work.",
    ),
    "fr": (
        "Document non contractuel", "Les cotes sont données à titre indicatif.",
        "Toute reproduction sans accord est interdite.", "Les surfaces sont approximatives et à vérifier sur place.",
    ),
    "de": (
        "Alle Maße sind am Bau zu prüfen.", "Unverbindliche Darstellung, nicht maßstäblich.",
        "Möblierung nur als Vorschlag, nicht Teil des Angebots.",
    ),
    "es": ("Plano orientativo sin valor contractual.", "Las superficies son aproximadas."),
    "it": ("Pianta indicativa, non in scala.", "Misure da verificare in loco."),
    "pl": ("Rysunek poglądowy, nie stanowi oferty.", "Wymiary należy sprawdzić na budowie."),
    "nl": ("Aan deze tekening kunnen geen rechten worden ontleend.", "Maten bij benadering."),
    "pt": ("Imagem meramente ilustrativa.", "Medidas sujeitas a confirmação no local."),
}  # fmt: skip

SCALES: dict[str, str] = {
    "en": "Scale 1:{ratio}", "us": "SCALE {imperial}", "fr": "échelle 1/{ratio}", "de": "Maßstab 1:{ratio}", "es": "Escala 1:{ratio}",
    "it": "Scala 1:{ratio}", "pl": "Skala 1:{ratio}", "nl": "Schaal 1:{ratio}", "pt": "Escala 1:{ratio}",
}  # fmt: skip

NORTHERLY = {
    "en": "N",
    "us": "N",
    "fr": "N",
    "de": "N",
    "es": "N",
    "it": "N",
    "pl": "N",
    "nl": "N",
    "pt": "N",
}

MARKS = ("IN", "In", "In", "Entrance", "UP", "B", "WT", "F/P", "CPD", "A/C", "Sky", "Lift", "Void")

COMPANIES = (
    "NORTHGATE & HOLM", "Alder Estates", "Quayside Homes", "Marlow Finch", "Atelier Brume", "Büro Lindenau",
    "Studio Ferrante", "Casa Nogal", "Plan & Measure", "HARTWELL", "Oak + Stone", "Meridian Lettings",
)  # fmt: skip

TITLE_FIELDS: dict[str, tuple[str, ...]] = {
    "en": ("Project", "Client", "Drawing", "Drawn by", "Date", "Scale", "Sheet", "Revision", "Checked"),
    "us": ("PROJECT", "CLIENT", "SHEET TITLE", "DRAWN", "DATE", "SCALE", "SHEET NO.", "REV"),
    "fr": ("Projet", "Maître d'ouvrage", "Plan", "Dessiné par", "Date", "Échelle", "Planche", "Indice"),
    "de": ("Bauvorhaben", "Bauherr", "Planinhalt", "Gezeichnet", "Datum", "Maßstab", "Blatt", "Index"),
    "es": ("Proyecto", "Promotor", "Plano", "Dibujado", "Fecha", "Escala", "Hoja", "Revisión"),
    "it": ("Progetto", "Committente", "Tavola", "Disegnato", "Data", "Scala", "Foglio", "Rev."),
    "pl": ("Obiekt", "Inwestor", "Rysunek", "Opracował", "Data", "Skala", "Arkusz", "Rew."),
    "nl": ("Project", "Opdrachtgever", "Tekening", "Getekend", "Datum", "Schaal", "Blad", "Rev."),
    "pt": ("Projeto", "Cliente", "Desenho", "Desenhado", "Data", "Escala", "Folha", "Revisão"),
}  # fmt: skip
