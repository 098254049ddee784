"""Fronts in the manner of jurisdictions west of the Mississippi, and Puerto Rico."""

from __future__ import annotations

from layouts.style import Block, Header, Style
from layouts.styles_east import BLACK, GREEN, LEFT, NAVY, RED, RIGHT

STYLES: tuple[Style, ...] = (
    Style(
        "US-AK",
        (Header("ALASKA", 3, 3, 60, "serif", "l", NAVY), Header("DRIVER LICENSE", 97, 5, 34, "bold", "r"),
         Header("The Last Frontier", 97, 12, 22, "script", "r")),
        ("#######",),
        (
            Block((35, 18, 98, 97), """
            4d DL NO: {number} | @60 9 CLASS: {class}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            3 DOB: {birth} | @54 15 SEX: {sex}
            4a ISS: {issue} | @54 4b EXP: {expiry}
            16 HT: {height} | @34 17 WT: {weight} | @68 18 EYES: {eyes}
            12 RESTR: {rest} | @54 9a END: {end}
            UNDER 21 UNTIL {u21}
            """),
        ),
        LEFT, size=28, height="F'-II\"", city="C R Z", years=(2005, 2024),
    ),
    Style(
        "US-AZ",
        (Header("ARIZONA", 3, 2, 60, "bold", "l", NAVY), Header("DRIVER LICENSE", 36, 5, 36, "bold", "l", BLACK),
         Header("USA", 97, 4, 36, "bold", "r", RED)),
        ("D########", "@########"),
        (
            Block((36, 15, 98, 97), """
            9 CLASS {class} | @34 9a END {end} | @66 12 REST {rest}
            !4d DLN {number} | @58 3 DOB {birth}
            4b EXP {expiry} | @58 4a ISS {issue}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            15 SEX {sex} | @36 18 EYES {eyes}
            16 HGT {height} | @36 19 HAIR {hair}
            17 WGT {weight}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=26, city="C, R Z", paper=(244, 226, 214), years=(2014, 2025), marks=("signature", "ghost", "star"),
    ),
    Style(
        "US-AR",
        (Header("ARKANSAS", 50, 3, 54, "bold", "m", RED), Header("DRIVER'S LICENSE", 50, 11, 28, "bold", "m", NAVY)),
        ("#########", "9########"),
        (
            Block((35, 17, 98, 97), """
            9 CLASS {class} | @28 4d DLN {number}
            3 DOB {birth} | @52 15 SEX {sex}
            4a ISS {issue} | @52 4b EXP {expiry}
            2 {given} {suffix}
            1 {last}
            8 {addr}
            16 HGT {height} | @36 18 EYES {eyes}
            9a END {end} | @36 12 REST {rest}
            ~The Natural State
            """),
        ),
        LEFT, size=29, height="F'-II\"", city="C R Z", years=(2009, 2024),
    ),
    Style(
        "US-CA",
        (Header("California", 3, 2, 66, "script", "l", NAVY), Header("DRIVER LICENSE", 97, 4, 36, "bold", "r", NAVY),
         Header("USA", 45, 4, 26, "bold", "l", BLACK)),
        ("@#######",),
        (
            Block((36, 14, 98, 97), """
            !*DL {number} | @56 CLASS {class}
            *EXP {expiry} | @56 END {end}
            LN {last}
            FN {given} {suffix}
            {addr}
            *DOB {birth}
            RSTR {rest} | @56 {donor}
            SEX {sex} | @30 HAIR {hair} | @64 EYES {eyes}
            HGT {height} | @34 WGT {weight} | @66 ISS
            ~DD {first_dd} | @66 {issue}
            """),
        ),
        (3, 17, 33, 78), colors="brn", size=28, city="C, R Z", paper=(210, 228, 246), years=(2010, 2024),
    ),
    Style(
        "US-CA",
        (Header("CALIFORNIA DRIVER LICENSE", 34, 3, 38, "bold", "l", NAVY),),
        ("@#######",),
        (
            Block((35, 13, 98, 97), """
            EXPIRES: {expiry} | @56 !{number}
            CLASS: {class}
            {given} {last} {suffix}
            {addr}
            SEX: {sex} | @24 HAIR: {hair} | @58 EYES: {eyes}
            HT: {height} | @28 WT: {weight} | @58 DOB: {birth}
            RSTR: {rest}
            ~{issue} {audit} FD/{dups}
            """),
        ),
        (3, 14, 32, 78), colors="brn", date="MM-DD-YY", height="F-II", weight="P", city="C CA Z", years=(1998, 2009),
    ),
    Style(
        "US-CO",
        (Header("COLORADO", 3, 3, 54, "bold", "l", GREEN), Header("DRIVER LICENSE", 97, 5, 32, "bold", "r", BLACK)),
        ("##-###-####",),
        (
            Block((3, 16, 64, 97), """
            4d #: {number} | @58 9 Class: {class}
            3 DOB: {birth}
            4b Exp: {expiry} | @52 4a Iss: {issue}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            15 Sex: {sex} | @28 16 Hgt: {height} | @62 17 Wgt: {weight}
            18 Eyes: {eyes} | @34 19 Hair: {hair} | @68 9a End: {end}
            12 Restr: {rest} | @50 Previous Type: R
            """),
        ),
        RIGHT, size=25, height="F'-II\"", city="C, R Z", years=(2005, 2025),
    ),
    Style(
        "US-HI",
        (Header("HAWAII", 50, 3, 60, "serif", "m", NAVY), Header("DRIVER LICENSE", 3, 6, 28, "bold", "l", RED),
         Header("Aloha State", 97, 6, 26, "script", "r")),
        ("H########",),
        (
            Block((35, 17, 98, 97), """
            ^4d NUMBER{number} | ^@44 3 DOB{birth} | ^@78 9 CLASS{class}
            ^4b EXP DATE{expiry} | ^@44 4a ISS DATE{issue} | ^@78 15 SEX{sex}
            ^1, 2 NAME{last} {suffix}
            {given}
            ^8 ADDRESS{addr}
            ^HT{height} | ^@24 WT{weight} | ^@44 HAIR{hair} | ^@64 EYES{eyes} | ^@84 RES{dups}
            """),
        ),
        LEFT, labels="above", size=25, height="F-II", weight="P", paper=(246, 224, 226), years=(2005, 2023),
    ),
    Style(
        "US-ID",
        (Header("IDAHO", 3, 2, 66, "bold", "l", NAVY), Header("DRIVER'S LICENSE", 35, 6, 32, "bold", "l", BLACK)),
        ("@@######@",),
        (
            Block((35, 16, 98, 97), """
            4d DLN {number} | @58 9 CLASS {class}
            3 DOB {birth} | @58 4a ISS {issue}
            4b EXP {expiry} | @58 15 SEX {sex}
            1 {last}
            2 {given}, {suffix}
            8 {addr}
            9a END {end} | @44 12 REST {rest}
            16 HGT {height} | @34 17 WGT {weight} | @68 18 EYES {eyes}
            UNDER 18 UNTIL {u18}
            UNDER 21 UNTIL {u21}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=26, height="F'-II\"", city="C R Z", years=(2008, 2024),
    ),
    Style(
        "US-IA",
        (Header("IOWA", 3, 2, 64, "serif", "l", NAVY), Header("DRIVER'S LICENSE", 32, 6, 34, "bold", "l", BLACK)),
        ("###@@####",),
        (
            Block((35, 16, 98, 97), """
            4d DLN {number} | @60 9 CLASS {class}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            4a ISS {issue} | @50 4b EXP {expiry}
            3 DOB {birth} | @50 15 SEX {sex}
            12 REST {rest} | @50 9a END {end}
            18 EYES {eyes} | @50 16 HGT {height}
            ~5 DD {dd} | @70 {veteran}
            """),
        ),
        LEFT, size=28, height="F'-II\"", paper=(240, 238, 210), years=(2009, 2024),
    ),
    Style(
        "US-KS",
        (Header("KANSAS", 50, 3, 58, "serif", "m", NAVY), Header("DRIVER'S LICENSE", 97, 6, 28, "bold", "r", RED)),
        ("K##-##-####",),
        (
            Block((35, 17, 98, 97), """
            4d LIC. NO. {number}
            1 {last}, {suffix}
            2 {given}
            8 {addr}
            3 DOB {birth} | @54 15 SEX {sex}
            4a ISS {issue} | @54 4b EXP {expiry}
            16 HGT {height} | @34 17 WGT {weight} | @70 18 EYES {eyes}
            9 CLASS {class} | @34 12 REST {rest}
            """),
        ),
        LEFT, size=30, height="F'-II\"", city="C R Z", paper=(246, 238, 206), years=(2004, 2024),
    ),
    Style(
        "US-LA",
        (Header("LOUISIANA", 36, 3, 54, "serif", "l", NAVY), Header("DRIVER'S LICENSE", 36, 12, 28, "bold", "l", RED),
         Header("Sportsman's Paradise", 97, 5, 20, "serif", "r")),
        ("00#######",),
        (
            Block((36, 19, 98, 97), """
            4d. DL NO. {number} | @66 9. CLASS {class}
            {last}, {given} {suffix}
            {addr}
            3. DOB {birth} | @54 15. SEX {sex}
            4a. ISS {issue} | @54 4b. EXP {expiry}
            16. HGT {height} | @36 17. WGT {weight} | @72 18. EYES {eyes}
            9a. END {end} | @50 12. REST {rest}
            Audit No. {audit} | @54 {donor}
            """),
        ),
        LEFT, size=26, date="MM-DD-YYYY", height="F-II", weight="P", years=(2003, 2018),
    ),
    Style(
        "US-MN",
        (Header("MINNESOTA", 3, 2, 54, "bold", "l", NAVY), Header("DRIVER'S LICENSE", 97, 4, 30, "bold", "r", BLACK)),
        ("&###-###-###-###", "&############"),
        (
            Block((3, 14, 64, 97), """
            {given} {last} {suffix}
            {addr}
            !{number}
            Date of Birth {birth} | @66 Sex {sex}
            Issued {issue} | @56 Class {class}
            Expires {expiry} | @56 Eyes {eyes}
            Height {height} | @56 Weight {weight}
            Restr {rest} | @56 Under 21 {u21}
            """),
        ),
        RIGHT, date="MM-DD-YYYY", height="F'-II\"", weight="P", size=29, city="C, R Z", years=(1999, 2017),
    ),
    Style(
        "US-MO",
        (Header("MISSOURI", 3, 3, 54, "bold", "l", NAVY), Header("DRIVER LICENSE", 97, 5, 32, "bold", "r", RED)),
        ("@#########", "#########"),
        (
            Block((35, 16, 98, 97), """
            9 CLASS {class} | @30 4d DL NO. {number}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            3 DOB {birth} | @54 15 SEX {sex}
            4a ISS {issue} | @54 4b EXP {expiry}
            16 HT {height} | @34 17 WT {weight} | @68 18 EYES {eyes}
            9a END {end} | @44 12 REST {rest}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=28, height="F'-II\"", years=(2007, 2025),
    ),
    Style(
        "US-MT",
        (Header("MONTANA", 36, 3, 54, "bold", "l", NAVY), Header("DRIVER LICENSE", 97, 5, 28, "bold", "r", BLACK),
         Header("BIG SKY COUNTRY", 36, 12, 22, "sans", "l")),
        ("#############", "#########"),
        (
            Block((36, 18, 98, 97), """
            4d DLN {number}
            3 DOB {birth} | @52 4b EXP {expiry}
            {last}
            {given} {suffix}
            {addr}
            4a ISS {issue} | @52 9 CLASS {class}
            15 SEX {sex} | @30 16 HGT {height} | @66 18 EYES {eyes}
            17 WGT {weight} | @50 12 REST {rest}
            """),
        ),
        LEFT, size=29, date="MM-DD-YYYY", height="F'-II\"", years=(2005, 2022),
    ),
    Style(
        "US-NE",
        (Header("NEBRASKA", 3, 3, 54, "serif", "l", RED), Header("OPERATOR'S LICENSE", 97, 5, 30, "bold", "r", NAVY)),
        ("@########",),
        (
            Block((35, 16, 98, 97), """
            4d LIC# {number} | @58 9 CLASS {class}
            {given} {last} {suffix}
            {addr}
            3 DOB {birth} | @54 15 SEX {sex}
            4a ISS {issue}
            4b EXP {expiry} | @54 12 REST {rest}
            16 HT {height} | @34 17 WT {weight} | @68 18 EYES {eyes}
            ~The Good Life
            """),
        ),
        LEFT, size=29, date="MM-DD-YYYY", height="F'-II\"", weight="P", years=(2003, 2020),
    ),
    Style(
        "US-NV",
        (Header("NEVADA", 3, 2, 64, "bold", "l", NAVY), Header("DRIVER LICENSE", 97, 5, 34, "bold", "r", NAVY)),
        ("##########", "############"),
        (
            Block((35, 17, 98, 97), """
            4d DLN {number} | @62 9 CLASS {class}
            3 DOB {birth} | @54 9a END {end}
            4a ISS {issue} | @54 12 REST {rest}
            4b EXP {expiry} | @54 15 SEX {sex}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            16 HGT {height} | @36 17 WGT {weight} | @70 18 EYES {eyes}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=27, height="F'-II\"", city="C, R Z", zip4=1.0, years=(2009, 2025),
    ),
    Style(
        "US-NM",
        (Header("NEW MEXICO", 36, 3, 52, "bold", "l", RED), Header("DRIVER'S LICENSE", 36, 11, 30, "bold", "l", BLACK),
         Header("Land of Enchantment", 97, 5, 24, "script", "r")),
        ("#########",),
        (
            Block((36, 18, 98, 97), """
            ^4d LICENSE NUMBER{number} | ^@46 9 CLASS{class} | ^@72 15 SEX{sex}
            {given} {last} {suffix}
            {addr}
            ^3 BIRTHDATE{birth} | ^@36 4a ISSUED{issue} | ^@70 4b EXPIRES{expiry}
            ^16 HGT{height} | ^@26 17 WGT{weight} | ^@54 18 EYES{eyes} | ^@78 12 RES{dups}
            UNDER 21 UNTIL {u21}
            """),
        ),
        LEFT, labels="above", size=27, height="F'-II\"", years=(2002, 2019),
    ),
    Style(
        "US-ND",
        (Header("NORTH DAKOTA", 3, 3, 48, "bold", "l", GREEN), Header("OPERATOR'S LICENSE", 97, 4, 30, "bold", "r", BLACK)),
        ("@@@-##-####",),
        (
            Block((35, 16, 98, 97), """
            <No.{number}
            <Name{last}, {given} {suffix}
            <Address{addr}
            <Birth{birth} | @62 Sex {sex}
            <Issued{issue} | @62 Class {class}
            <Expires{expiry} | @62 Rest {rest}
            <Height{height} | @62 Eyes {eyes}
            """),
        ),
        LEFT, labels="left", size=29, date="MM-DD-YYYY", height="F'-II\"", years=(1999, 2015),
    ),
    Style(
        "US-OK",
        (Header("OKLAHOMA", 3, 3, 54, "serif", "l", NAVY), Header("DRIVER LICENSE", 97, 5, 32, "bold", "r", RED)),
        ("@#########",),
        (
            Block((3, 16, 64, 97), """
            4d. DLN: {number} | @62 9. CLASS: {class}
            1. {last}
            2. {given} {suffix}
            8. {addr}
            3. DOB: {birth} | @60 15. SEX: {sex}
            4a. ISS: {issue} | @52 4b. EXP: {expiry}
            16. HGT: {height} | @38 17. WGT: {weight} | @74 18. EYES: {eyes}
            9a. END: {end} | @50 12. RESTR: {rest}
            """),
        ),
        RIGHT, size=25, height="F-II", weight="P", city="C, R Z", years=(2010, 2024),
    ),
    Style(
        "US-OR",
        (Header("OREGON", 3, 2, 62, "bold", "l", GREEN), Header("DRIVER LICENSE", 97, 5, 32, "bold", "r", BLACK)),
        ("#######", "@######"),
        (
            Block((35, 16, 98, 97), """
            {given}
            {last} {suffix}
            {addr}
            ^DL NO.{number} | ^@34 ISSUED{issue} | ^@68 EXPIRES{expiry}
            ^BIRTHDATE{birth} | ^@36 SEX{sex} | ^@50 HT{height} | ^@72 WT{weight}
            ^CLASS{class} | ^@22 END{end} | ^@46 REST{rest}
            UNDER 21 UNTIL {u21}
            """),
        ),
        LEFT, labels="above", size=28, date="MM-DD-YYYY", height="F-II", weight="P", paper=(216, 232, 216), years=(1998, 2016),
    ),
    Style(
        "US-PR",
        (Header("PUERTO RICO", 3, 3, 46, "bold", "l", NAVY), Header("LICENCIA DE CONDUCIR", 97, 3, 26, "bold", "r", RED),
         Header("DRIVER'S LICENSE", 97, 8.5, 22, "sans", "r", RED)),
        ("#######",),
        (
            Block((35, 15, 98, 97), """
            4d NUM {number} | @56 9 CAT {class}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            3 FEC. NAC. {birth} | @62 15 SEXO {sex}
            4a EXP. {issue} | @54 4b VENCE {expiry}
            16 EST {height} | @36 17 PESO {weight} | @70 18 OJOS {eyes}
            """),
        ),
        LEFT, size=27, height="F'-II\"", city="C PR Z", years=(2010, 2024), note="spanish",
    ),
    Style(
        "US-SD",
        (Header("SOUTH DAKOTA", 50, 3, 48, "bold", "m", NAVY), Header("DRIVER LICENSE", 50, 11, 28, "bold", "m", RED)),
        ("########",),
        (
            Block((35, 17, 98, 97), """
            4d LIC# {number} | @60 9 CLASS {class}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            3 DOB {birth} | @50 4a ISS {issue}
            15 SEX {sex} | @50 4b EXP {expiry}
            16 HGT {height} | @50 17 WGT {weight}
            18 EYES {eyes} | @50 {donor}
            """),
        ),
        LEFT, size=30, height="F'-II\"", years=(2010, 2024),
    ),
    Style(
        "US-TX",
        (Header("TEXAS", 3, 2, 62, "serif", "l", NAVY), Header("DRIVER LICENSE", 97, 5, 36, "bold", "r", NAVY),
         Header("Department of Public Safety", 3, 12, 18, "sans", "l")),
        ("########",),
        (
            Block((35, 15, 98, 97), """
            4d DL: {number} | @58 9 Class: {class}
            4a Iss: {issue} | @58 4b Exp: {expiry}
            3 DOB: {birth} | @58 15 Sex: {sex}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            12 Restrictions: {rest} | @58 9a End: {end}
            16 Hgt: {height} | @58 18 Eyes: {eyes}
            ~5 DD: {dd}
            """),
        ),
        LEFT, size=27, height="F'-II\"", city="C R Z", years=(2009, 2025),
    ),
    Style(
        "US-TX",
        (Header("TEXAS", 3, 2, 58, "serif", "l", RED), Header("DRIVER LICENSE", 30, 5, 38, "bold", "l", NAVY)),
        ("########",),
        (
            Block((3, 17, 64, 97), """
            DL: {number} | @54 CLASS: {class}
            DOB: {birth} | @54 EXPIRES: {expiry}
            REST: {rest} | @54 END: {end}
            {last}, {given} {suffix}
            {addr}
            HEIGHT: {height} | @54 EYES: {eyes}
            SEX: {sex} | @54 ISSUED: {issue}
            """),
        ),
        RIGHT, size=28, date="MM-DD-YY", height="F-II", city="C TX Z", years=(1998, 2008),
    ),
    Style(
        "US-UT",
        (Header("UTAH", 3, 2, 66, "bold", "l", NAVY), Header("DRIVER LICENSE", 30, 6, 36, "bold", "l", BLACK)),
        ("#########", "######"),
        (
            Block((35, 17, 98, 97), """
            4d DL NO {number} | @56 9 CLASS {class}
            3 DOB {birth} | @54 4b EXP {expiry}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            4a ISS {issue} | @54 15 SEX {sex}
            16 HGT {height} | @54 17 WGT {weight}
            18 EYES {eyes} | @54 {donor}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=28, height="F-II", weight="P lbs", city="C, UT Z", years=(2008, 2024),
    ),
    Style(
        "US-WA",
        (Header("WASHINGTON", 36, 3, 50, "bold", "l", GREEN), Header("DRIVER LICENSE", 36, 11, 30, "bold", "l", BLACK),
         Header("USA", 97, 4, 34, "bold", "r")),
        ("%@@###@#", "WDL#@#@####@"),
        (
            Block((36, 18, 98, 97), """
            !4d LIC# {number}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            3 DOB {birth} | @52 4a ISS {issue}
            15 SEX {sex} | @28 18 EYES {eyes} | @62 16 HGT {height}
            17 WGT {weight} | @52 4b EXP {expiry}
            9a END {end} | @40 12 REST {rest} | @76 {donor}
            """),
        ),
        LEFT, size=28, height="F'-II\"", paper=(212, 234, 228), city="C R Z", years=(2004, 2025),
    ),
    Style(
        "US-WY",
        (Header("WYOMING", 3, 3, 54, "serif", "l", RED), Header("DRIVER LICENSE", 97, 5, 32, "bold", "r", BLACK)),
        ("######-###", "#########"),
        (
            Block((35, 16, 98, 97), """
            DLN: {number} | @60 CLASS: {class}
            {last}
            {given} {suffix}
            {addr}
            BIRTH DATE: {birth} | @66 SEX: {sex}
            ISSUED: {issue} | @50 EXPIRES: {expiry}
            HGT: {height} | @34 WGT: {weight} | @66 EYES: {eyes}
            RESTRICTIONS: {rest} | @60 END: {end}
            """),
        ),
        LEFT, size=28, height="F'-II\"", weight="P lb", city="C, R Z", years=(2002, 2020), colors="brn",
    ),
)
