"""Fronts in the manner of jurisdictions east of the Mississippi."""

from __future__ import annotations

from layouts.style import Block, Header, Style

RED, NAVY, GREEN, BLACK, WHITE = (170, 30, 40), (20, 40, 110), (20, 90, 60), (25, 25, 30), (255, 255, 255)
LEFT = (3, 24, 32, 80)  # the usual places of a portrait
RIGHT = (68, 24, 97, 82)

STYLES: tuple[Style, ...] = (
    Style(
        "US-AL",
        (Header("ALABAMA", 50, 4, 62, "serif", "m", RED), Header("DRIVER LICENSE", 97, 6, 30, "bold", "r")),
        ("#######", "########"),
        (
            Block((35, 18, 98, 96), """
            !NO. {number} | @62 CLASS {class}
            D.O.B. {birth} | @50 EXP {expiry}
            {given} {suffix}
            {last}
            {addr}
            ENDORSEMENTS {end} | @55 REST {rest}
            ISS {issue} | @50 SEX {sex}  | @72 HT {height}
            EYES {eyes} | @28 WT {weight} | @58 HAIR {hair}
            {donor}
            """),
        ),
        LEFT, date="MM-DD-YYYY", height="F-II", city="C, R Z", years=(1999, 2018),
    ),
    Style(
        "US-CT",
        (Header("CONNECTICUT", 3, 4, 56, "bold", "l"), Header("DRIVER LICENSE", 3, 13.5, 30, "sans", "l"),
         Header("USA", 97, 4, 40, "bold", "r")),
        ("#########",),
        (
            Block((34, 20, 98, 97), """
            !4d DLN {number} | @62 9 CLASS {class}
            3 DOB {birth} | @50 9a END {end}
            1 {last} {suffix}
            2 {given}
            8 {addr}
            4a ISS {issue} | @50 4b EXP {expiry}
            15 SEX {sex} | @28 16 HGT {height} | @64 18 EYES {eyes}
            12 REST {rest} | @50 {veteran}
            ~5 DD {dd}
            """),
        ),
        LEFT, city="C, R Z", paper=(222, 226, 244), years=(2009, 2025),
    ),
    Style(
        "US-DE",
        (Header("DELAWARE", 35, 4, 56, "serif", "l", NAVY), Header("The First State", 97, 5, 24, "serif", "r"),
         Header("DRIVER LICENSE", 35, 13, 30, "bold", "l", RED)),
        ("#######", "######"),
        (
            Block((35, 21, 98, 97), """
            ^4d. LICENSE NO.{number} | ^@45 9. CLASS{class} | ^@70 15. SEX{sex}
            ^1. NAME{last}, {given} {suffix}
            ^8. ADDRESS{addr}
            ^3. DATE OF BIRTH{birth} | ^@40 4a. ISSUED{issue} | ^@72 4b. EXPIRES{expiry}
            ^16. HGT{height} | ^@24 17. WGT{weight} | ^@48 18. EYES{eyes} | ^@70 12. RESTR{rest}
            """),
        ),
        LEFT, date="MM-DD-YYYY", labels="above", height="F'II\"", weight="P", years=(2005, 2022),
    ),
    Style(
        "US-DC",
        (Header("DISTRICT OF COLUMBIA", 3, 3, 40, "bold", "l", RED),
         Header("DRIVER LICENSE", 97, 4, 32, "bold", "r", NAVY)),
        ("#######", "#########"),
        (
            Block((3, 18, 66, 97), """
            !4d DLN {number} | @60 9 CLASS {class}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            3 DOB {birth} | @50 15 SEX {sex}
            4b EXP {expiry} | @50 18 EYES {eyes}
            4a ISS {issue} | @50 16 HGT {height}
            17 WGT {weight} | @50 12 REST {rest}
            ~5 DD {dd}
            """),
        ),
        RIGHT, size=28, paper=(240, 220, 224), years=(2014, 2025),
    ),
    Style(
        "US-FL",
        (Header("Florida", 36, 2, 72, "script", "l", GREEN), Header("DRIVER LICENSE", 97, 5, 32, "bold", "r"),
         Header("The Sunshine State", 97, 12, 20, "sans", "r")),
        ("&###-###-##-###-0", "&######-##-###-#"),
        (
            Block((36, 19, 98, 97), """
            !{number} | @66 CLASS {class}
            {given} {last} {suffix}
            {addr}
            DOB: {birth} | @50 SEX: {sex} | @72 HGT: {height}
            ISSUED: {issue} | @50 EXPIRES: {expiry}
            REST: {rest} | @50 ENDORSE: {end}
            DUPLICATE: {dups} | @50 {donor}
            ~Operation of a motor vehicle constitutes consent to any sobriety test required by law
            """),
        ),
        (4, 16, 33, 76), date="MM-DD-YY", height="F-II", city="C, R Z", paper=(240, 226, 208), years=(1998, 2010),
    ),
    Style(
        "US-FL",
        (Header("Florida", 3, 3, 60, "script", "l", GREEN), Header("DRIVER LICENSE", 40, 5, 34, "bold", "l"),
         Header("USA", 97, 5, 34, "bold", "r")),
        ("&###-###-##-###-0",),
        (
            Block((36, 18, 98, 97), """
            !*4d DLN {number}
            9 CLASS {class} | @40 9a END {end}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            3 DOB {birth} | @52 15 SEX {sex}
            4b EXP {expiry} | @52 16 HGT {height}
            12 REST {rest} | @52 {donor}
            4a ISS {issue} | @52 {veteran}
            ~5 DD {dd}
            """),
        ),
        LEFT, city="C, R Z", paper=(216, 238, 224), years=(2017, 2025),
    ),
    Style(
        "US-GA",
        (Header("GEORGIA", 4, 3, 60, "serif", "l", NAVY), Header("USA", 92, 3, 30, "bold", "r", RED),
         Header("DRIVER'S LICENSE", 36, 6, 32, "bold", "l", BLACK)),
        ("#########",),
        (
            Block((36, 17, 98, 97), """
            4d DL NO.{number} | @62 3 DOB {birth}
            9 CLASS {class} | @34 4b EXP {expiry} | @72 15 SEX {sex}
            2 {given}
            1 {last} {suffix}
            8 {addr}
            {county}
            12 REST {rest} | @50 9a END {end}
            4a ISS {issue} | @50 16 HGT {height}
            18 EYES {eyes} | @50 17 WGT {weight}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=27, paper=(248, 228, 214), years=(2009, 2025),
    ),
    Style(
        "US-IL",
        (Header("ILLINOIS", 4, 2, 52, "bold", "l", NAVY), Header("DRIVER'S LICENSE", 97, 4, 32, "bold", "r"),
         Header("JESSE HALE • SECRETARY OF STATE", 97, 10, 20, "sans", "r", BLACK)),
        ("&###-####-####",),
        (
            Block((36, 17, 98, 97), """
            !Lic. No.: {number}
            DOB: {birth} | @50 Expires: {expiry}
            Class: {class} | @25 End: {end} | @50 Issued: {issue}
            {given} {last} {suffix}
            {addr}
            Sex: {sex} | @22 Ht: {height} | @50 Wt: {weight}
            Eyes: {eyes} | @30 Rest: {rest} | @66 Type: ORG
            """),
        ),
        LEFT, date="MM-DD-YY", height="F'II\"", weight="P lbs", city="C R Z", years=(1999, 2012),
    ),
    Style(
        "US-IN",
        (Header("INDIANA", 50, 3, 58, "serif", "m", NAVY), Header("OPERATOR LICENSE", 50, 12, 28, "bold", "m")),
        ("####-##-####",),
        (
            Block((36, 18, 98, 97), """
            ^LICENSE NUMBER{number} | ^@46 ISSUE DATE{issue} | ^@74 EXP DATE{expiry}
            {given} {last} {suffix}
            {addr}
            ^DOB{birth} | ^@34 SEX{sex} | ^@48 HGT{height} | ^@68 WGT{weight}
            ^HAIR{hair} | ^@24 EYES{eyes} | ^@48 REST{rest} | ^@80 DONOR{donor}
            """),
        ),
        LEFT, date="MM-DD-YYYY", labels="above", size=27, height="F-II", weight="P", years=(1998, 2012),
    ),
    Style(
        "US-KY",
        (Header("Kentucky", 35, 2, 60, "serif", "l", NAVY), Header("OPERATOR'S LICENSE", 97, 13, 28, "bold", "r"),
         Header("UNBRIDLED SPIRIT", 97, 4, 24, "bold", "r", RED)),
        ("&##-###-###",),
        (
            Block((35, 19, 98, 97), """
            !{number} | @55 CLASS {class}
            DOB {birth} | @50 EXP {expiry}
            {last}, {given} {suffix}
            {addr}
            COUNTY {county}
            SEX {sex} | @22 HT {height} | @48 WT {weight} | @76 EYES {eyes}
            ISSUED {issue} | @52 RESTR {rest}
            """),
        ),
        LEFT, date="MM-DD-YYYY", height="F-II", weight="P", size=29, years=(2001, 2018),
    ),
    Style(
        "US-ME",
        (Header("MAINE", 3, 3, 64, "bold", "l", NAVY), Header("DRIVER'S LICENSE", 30, 7, 32, "bold", "l", GREEN),
         Header("USA", 97, 4, 36, "bold", "r")),
        ("#######",),
        (
            Block((34, 20, 98, 97), """
            4d DLN {number} | @52 3 DOB {birth}
            4a ISS {issue} | @52 4b EXP {expiry}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            9 CLASS {class} | @34 9a END {end} | @66 12 REST {rest}
            15 SEX {sex} | @30 16 HGT {height} | @66 17 WGT {weight}
            18 EYES {eyes} | @34 19 HAIR {hair}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=28, paper=(212, 232, 226), years=(2011, 2025),
    ),
    Style(
        "US-MD",
        (Header("Maryland", 4, 2, 60, "serif", "l", RED), Header("DRIVER'S LICENSE", 97, 5, 34, "bold", "r", BLACK)),
        ("&-###-###-###-###",),
        (
            Block((3, 16, 65, 97), """
            !{number}
            {last}
            {given} {suffix}
            {addr}
            Class {class} | @32 Restr {rest}
            Birth Date {birth} | @60 Sex {sex}
            Issued {issue} | @54 Ht {height}
            Expires {expiry} | @54 Wt {weight}
            """),
        ),
        RIGHT, date="MM-DD-YYYY", height="F-II", weight="P", size=31, paper=(246, 236, 206), years=(1999, 2014),
    ),
    Style(
        "US-MD",
        (Header("MARYLAND", 4, 3, 54, "bold", "l", BLACK), Header("IDENTIFICATION CARD", 97, 5, 30, "bold", "r", RED)),
        ("MD-####-###-###", "&-###-###-###-###"),
        (
            Block((35, 17, 98, 97), """
            ^4d DLN{number} | ^@60 3 DOB{birth}
            ^1,2 {last}\\n{given} {suffix}
            ^8 {addr}
            ^4a ISS{issue} | ^@34 4b EXP{expiry} | ^@70 15 SEX{sex}
            ^16 HGT{height} | ^@34 17 WGT{weight} | ^@70 18 EYES{eyes}
            """),
        ),
        LEFT, labels="above", size=27, years=(2016, 2025), note="id_card",
    ),
    Style(
        "US-MA",
        (Header("MASSACHUSETTS", 3, 3, 46, "bold", "l", NAVY), Header("DRIVER'S LICENSE", 97, 4, 32, "bold", "r", NAVY)),
        ("S########", "SA#######"),
        (
            Block((35, 15, 98, 92), """
            ^4a ISS{issue} | ^@36 4d NUMBER{number} | ^@76 9 CLASS{class}
            ^4b EXP{expiry} | ^@36 3 DOB{birth} | ^@76 9a END{end}
            1 {last} {suffix}
            2 {given}
            8 {addr}
            ^12 REST{rest} | ^@30 15 SEX{sex} | ^@46 16 HGT{height} | ^@74 18 EYES{eyes}
            ~5 DD {issue} Rev {rev}
            """),
        ),
        (3, 15, 32, 78), labels="above", size=28, height="F-II", city="C, R Z", years=(2010, 2025),
    ),
    Style(
        "US-MI",
        (Header("MICHIGAN", 36, 3, 52, "bold", "l", NAVY), Header("OPERATOR LICENSE", 36, 12, 30, "bold", "l", BLACK)),
        ("& ### ### ### ###",),
        (
            Block((36, 19, 98, 97), """
            !{number}
            DOB {birth} | @52 Expires {expiry}
            {given} {last} {suffix}
            {addr}
            Sex {sex} | @22 Hgt {height} | @50 Eyes {eyes}
            Lic Type O | @34 End {end} | @64 Restr {rest}
            Issued {issue}
            ~DD {dd}
            """),
        ),
        LEFT, date="MM-DD-YYYY", height="F-II", city="C, R Z", paper=(208, 226, 246), years=(1998, 2011),
    ),
    Style(
        "US-MI",
        (Header("Michigan", 3, 3, 60, "bold", "l", NAVY), Header("DRIVER LICENSE", 38, 6, 34, "bold", "l", BLACK)),
        ("& ### ### ### ###",),
        (
            Block((35, 18, 98, 97), """
            *4d DLN {number} | @68 4a ISS {issue}
            *3 DOB {birth} | @50 4b EXP {expiry}
            1 {last} {suffix}
            2 {given}
            8 {addr}
            15 SEX {sex} | @26 16 HGT {height} | @60 18 EYES {eyes}
            9 Class {class} | @30 9a End {end} | @62 12 Rest {rest}
            ~5 DD {dd} Rev {rev}
            """),
        ),
        LEFT, size=25, date="MM-DD-YYYY", years=(2012, 2025),
    ),
    Style(
        "US-MS",
        (Header("MISSISSIPPI", 50, 3, 54, "serif", "m", NAVY), Header("DRIVER LICENSE", 50, 12, 28, "bold", "m", RED)),
        ("###-##-####",),
        (
            Block((36, 18, 98, 97), """
            {given} {last} {suffix}
            {addr}
            LICENSE NO {number} | @62 CLASS {class}
            DATE OF BIRTH {birth} | @68 SEX {sex}
            ISSUED {issue} | @50 EXPIRES {expiry}
            HEIGHT {height} | @36 WEIGHT {weight} | @72 EYES {eyes}
            RESTRICTIONS {rest} | @60 END {end}
            """),
        ),
        LEFT, date="MM-DD-YYYY", height="F'II\"", weight="P", city="C R Z", size=27, years=(2001, 2016),
    ),
    Style(
        "US-NH",
        (Header("NEW HAMPSHIRE", 3, 3, 48, "bold", "l", GREEN), Header("DRIVER LICENSE", 97, 4, 30, "bold", "r", BLACK),
         Header("LIVE FREE OR DIE", 97, 10, 22, "serif", "r", GREEN)),
        ("##@@@#####", "NHL########"),
        (
            Block((34, 16, 98, 97), """
            4d LIC. NO. {number} | @66 9 CLASS {class}
            3 DOB {birth} | @50 15 SEX {sex}
            4a ISS {issue} | @50 4b EXP {expiry}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            16 HGT {height} | @34 17 WGT {weight} | @70 18 EYES {eyes}
            12 REST {rest} | @50 9a END {end}
            UNDER 21 UNTIL {u21}
            """),
        ),
        LEFT, height="F'-II\"", city="C, R Z", paper=(214, 236, 216), size=28,
    ),
    Style(
        "US-NJ",
        (Header("NEW JERSEY", 36, 2, 50, "bold", "l", NAVY), Header("AUTO DRIVER LICENSE", 36, 10, 30, "bold", "l", BLACK)),
        ("&#### ##### #####",),
        (
            Block((36, 17, 98, 97), """
            !DL {number} | @76 CLASS {class}
            DOB {birth} | @50 EXP {expiry}
            {given} {last} {suffix}
            {addr}
            ENDORSEMENTS {end} | @60 SEX {sex}
            EYES {eyes} | @30 HGT {height} | @60 RESTR {rest}
            ISS {issue} | @50 ORGAN DONOR
            UNDER 21 UNTIL {u21}
            ~MV {audit} {dups}
            """),
        ),
        LEFT, date="MM-DD-YYYY", height="F-II", size=29, years=(2003, 2012), city="C NJ Z",
    ),
    Style(
        "US-NY",
        (Header("NEW YORK STATE", 3, 3, 46, "bold", "l", NAVY), Header("DRIVER LICENSE", 97, 4, 34, "bold", "r", NAVY)),
        ("### ### ###",),
        (
            Block((36, 15, 98, 97), """
            !ID: {number} | @62 CLASS {class}
            {last}
            {given} {suffix}
            {addr}
            DOB: {birth}
            SEX: {sex} | @24 EYES: {eyes} | @56 HT: {height}
            E: {end} | @40 R: {rest}
            ISSUED: {issue} | @48 EXPIRES: {expiry}
            {donor}
            """),
        ),
        (3, 17, 33, 77), date="MM-DD-YY", height="F-II", city="C, R Z", paper=(206, 224, 244), years=(1998, 2013),
    ),
    Style(
        "US-NY",
        (Header("NEW YORK STATE", 3, 3, 50, "bold", "l", BLACK), Header("USA", 97, 3, 44, "bold", "r"),
         Header("DRIVER LICENSE", 36, 12, 30, "bold", "l", NAVY)),
        ("### ### ###",),
        (
            Block((36, 20, 98, 97), """
            ID {number} | @62 Class {class}
            {last}
            {given} {suffix}
            {addr}
            Sex {sex} | @26 Height {height} | @62 Eyes {eyes}
            DOB {birth}
            Expires {expiry}
            E {end} | @40 R {rest}
            Issued {issue}
            """),
        ),
        LEFT, size=28, height="F-II", label_scale=0.6, city="C, R Z", years=(2014, 2025),
    ),
    Style(
        "US-NC",
        (Header("NORTH CAROLINA", 3, 3, 46, "bold", "l", RED), Header("DRIVER LICENSE", 97, 4, 32, "bold", "r"),
         Header("First in Flight", 97, 11, 24, "script", "r")),
        ("############", "#######"),
        (
            Block((34, 18, 98, 97), """
            4d DLN {number} | @60 3 DOB {birth}
            4a ISS {issue} | @56 4b EXP {expiry}
            1 {last} {suffix}
            2 {given}
            8 {addr}
            9 CLASS {class} | @32 9a END {end} | @62 12 RESTR {rest}
            15 SEX {sex} | @26 16 HGT {height} | @58 18 EYES {eyes}
            19 HAIR {hair} | @36 RACE W
            ~5 DD {dd}
            """),
        ),
        LEFT, size=27, years=(2008, 2025), city="C, R Z",
    ),
    Style(
        "US-OH",
        (Header("OHIO", 4, 2, 70, "serif", "l", NAVY), Header("DRIVER LICENSE", 30, 5, 36, "bold", "l", RED),
         Header("BIRTHPLACE OF AVIATION", 97, 13, 20, "sans", "r")),
        ("@@######",),
        (
            Block((3, 19, 64, 97), """
            ^LICENSE NO.{number} | ^@40 BIRTHDATE{birth} | ^@76 CLASS{class}
            ^ISSUE DATE{issue} | ^@40 EXPIRES ON{expiry} | ^@76 SEX{sex}
            {given} {last} {suffix}
            {addr}
            ^HT{height} | ^@22 WT{weight} | ^@44 EYES{eyes} | ^@70 HAIR{hair}
            ^ENDORSE{end} | ^@40 RESTRICTIONS{rest}
            """),
        ),
        RIGHT, date="MM-DD-YYYY", labels="above", height="F-II", weight="P", size=27, city="C OH Z", years=(1999, 2016),
    ),
    Style(
        "US-PA",
        (Header("Pennsylvania", 3, 2, 56, "serif", "l", NAVY), Header("DRIVER'S LICENSE", 97, 4, 34, "bold", "r", NAVY),
         Header("visitPA.com", 97, 12, 22, "sans", "r")),
        ("## ### ###",),
        (
            Block((35, 17, 98, 97), """
            4d DLN: {number} | @66 DUPS: {dups}
            3 DOB: {birth} | @56 15 SEX: {sex}
            4b EXP: {expiry} | @54 4a ISS: {issue}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            18 EYES: {eyes} | @50 16 HGT: {height}
            9 CLASS: {class} | @50 9a END: {end}
            12 RESTR: {rest} | @50 {donor}
            ~5 DD: {dd}
            """),
        ),
        LEFT, size=27, height="F'-II\"", city="C, R Z", years=(2011, 2025), marks=("signature", "ghost", "star"),
    ),
    Style(
        "US-RI",
        (Header("RHODE ISLAND", 50, 3, 48, "bold", "m", NAVY), Header("DRIVER'S LICENSE", 50, 11, 28, "bold", "m", RED)),
        ("#######", "V######"),
        (
            Block((3, 18, 64, 97), """
            4d. DL#: {number} | @60 9. CLASS: {class}
            4a. ISS: {issue} | @52 4b. EXP: {expiry}
            1. {last}
            2. {given} {suffix}
            8. {addr}
            3. DOB: {birth}
            15. SEX: {sex} | @32 16. HGT: {height} | @70 18. EYES: {eyes}
            9a. END: {end} | @50 12. REST: {rest}
            ~5. DD: {dd}
            """),
        ),
        RIGHT, size=26, height="F-II", years=(2009, 2024),
    ),
    Style(
        "US-SC",
        (Header("South Carolina", 36, 3, 50, "serif", "l", NAVY), Header("DRIVER'S LICENSE", 36, 12, 28, "bold", "l", BLACK),
         Header("USA", 97, 4, 30, "bold", "r")),
        ("#########", "1000#####"),
        (
            Block((36, 19, 98, 97), """
            4d. DL# {number} | @60 3. DOB {birth}
            4a. ISS {issue} | @56 4b. EXP {expiry}
            1. {last}
            2. {given} {suffix}
            8. {addr}
            9. CLASS {class} | @34 9a. END {end} | @66 12. REST {rest}
            15. SEX {sex} | @30 16. HGT {height} | @66 17. WGT {weight}
            18. EYES {eyes} | @36 19. HAIR {hair}
            """),
        ),
        LEFT, size=25, height="F'-II\"", years=(2011, 2025),
    ),
    Style(
        "US-TN",
        (Header("TENNESSEE", 4, 2, 56, "serif", "l", RED), Header("THE VOLUNTEER STATE", 4, 11, 22, "sans", "l", NAVY),
         Header("DRIVER LICENSE", 97, 5, 34, "bold", "r", NAVY)),
        ("#########", "########"),
        (
            Block((35, 17, 98, 97), """
            DL NO. {number} | @60 CLASS {class}
            DOB {birth} | @50 EXP {expiry}
            {last}
            {given} {suffix}
            {addr}
            SEX {sex} | @20 HT {height} | @44 EYES {eyes} | @72 HAIR {hair}
            END {end} | @44 REST {rest}
            ISS {issue} | @50 {donor}
            UNDER 21 UNTIL {u21}
            ~DD {dd}
            """),
        ),
        LEFT, height="F'-II\"", city="C, R Z", size=29, paper=(236, 226, 236), years=(2003, 2020),
    ),
    Style(
        "US-VT",
        (Header("VERMONT", 50, 3, 58, "bold", "m", GREEN), Header("DRIVER LICENSE", 97, 5, 28, "bold", "r"),
         Header("Green Mountain State", 3, 5, 22, "serif", "l", GREEN)),
        ("########", "#######A"),
        (
            Block((35, 17, 98, 97), """
            ^4d LIC#{number} | ^@38 3 DATE OF BIRTH{birth} | ^@76 9 CLASS{class}
            ^4a ISSUED{issue} | ^@38 4b EXPIRES{expiry} | ^@76 15 SEX{sex}
            2 {given}
            1 {last} {suffix}
            8 {addr}
            ^16 HGT{height} | ^@24 17 WGT{weight} | ^@50 18 EYES{eyes} | ^@76 19 HAIR{hair}
            ^9a END{end} | ^@40 12 RESTR{rest}
            """),
        ),
        LEFT, labels="above", size=25, height="F'-II\"", paper=(214, 236, 220), years=(2012, 2025),
    ),
    Style(
        "US-VA",
        (Header("VIRGINIA", 36, 3, 56, "serif", "l", NAVY), Header("DRIVER'S LICENSE", 97, 5, 30, "bold", "r", BLACK)),
        ("@##-##-####", "@########"),
        (
            Block((36, 16, 98, 97), """
            {given}
            {last} {suffix}
            {addr}
            ^CUSTOMER NO.{number} | ^@40 DOB{birth} | ^@74 SEX{sex}
            ^ISS{issue} | ^@34 EXP{expiry} | ^@68 HT{height}
            ^EYES{eyes} | ^@24 CLASS{class} | ^@44 END{end} | ^@66 REST{rest}
            """),
        ),
        LEFT, date="MM/DD/YYYY", labels="above", size=28, height="F'-II\"", city="C, R Z", years=(2001, 2018),
    ),
    Style(
        "US-WV",
        (Header("West Virginia", 3, 2, 54, "serif", "l", NAVY), Header("DRIVER'S LICENSE", 97, 4, 32, "bold", "r", BLACK),
         Header("Wild, Wonderful", 97, 11, 22, "script", "r")),
        ("F######", "E######", "0######"),
        (
            Block((35, 17, 98, 97), """
            <4d LIC NO{number} | @70 9 CL {class}
            <1 NAME{last}
            <2{given} {suffix}
            <8 ADDR{addr}
            <3 DOB{birth}
            <4a ISS{issue} | @60 15 SEX {sex}
            <4b EXP{expiry} | @60 18 EYES {eyes}
            <16 HGT{height} | @60 12 RES {rest}
            """),
        ),
        LEFT, labels="left", size=29, city="C, R Z", years=(2006, 2024),
    ),
    Style(
        "US-WI",
        (Header("WISCONSIN", 3, 3, 52, "bold", "l", NAVY), Header("REGULAR DRIVER LICENSE", 97, 5, 26, "bold", "r", RED)),
        ("&###-####-####-##",),
        (
            Block((35, 15, 98, 97), """
            !4d DLN {number}
            9 CLASS {class} | @40 3 DOB {birth}
            1 {last}
            2 {given} {suffix}
            8 {addr}
            4a ISS {issue} | @52 4b EXP {expiry}
            15 SEX {sex} | @26 16 HGT {height} | @60 17 WGT {weight}
            18 EYES {eyes} | @34 19 HAIR {hair} | @66 {donor}
            9a END {end} | @40 12 REST {rest}
            ~5 DD {dd}
            """),
        ),
        LEFT, size=27, city="C, R Z", years=(2012, 2025),
    ),
    Style(
        "US-WI",
        (Header("Wisconsin", 36, 2, 56, "serif", "l", RED), Header("Identification Card", 36, 12, 30, "bold", "l", BLACK)),
        ("&###-####-####-##",),
        (
            Block((36, 19, 98, 97), """
            ID NO: {number}
            {last}, {given} {suffix}
            {addr}
            Sex {sex} | @22 Ht {height} | @50 Wt {weight} | @76 Eyes {eyes}
            Birth Date {birth} | @60 Hair {hair}
            Issued {issue} | @50 Expires {expiry}
            """),
        ),
        LEFT, date="MM-DD-YYYY", height="F'II\"", weight="P", city="C R Z", size=30, years=(1998, 2010), note="id_card",
    ),
)
