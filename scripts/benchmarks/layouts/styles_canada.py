"""Fronts in the manner of Canadian provinces and a territory."""

from __future__ import annotations

from layouts.style import Block, Header, Style
from layouts.styles_east import BLACK, GREEN, LEFT, NAVY, RED, RIGHT

STYLES: tuple[Style, ...] = (
    Style(
        "CA-ON",
        (Header("Ontario", 3, 2, 52, "bold", "l", GREEN), Header("CANADA", 24, 5, 24, "sans", "l"),
         Header("DRIVER'S LICENCE", 97, 2, 26, "bold", "r", BLACK), Header("PERMIS DE CONDUIRE", 97, 7, 26, "bold", "r", BLACK)),
        ("&####-#####-#####",),
        (
            Block((35, 14, 98, 97), """
            ^1,2 NAME/NOM{last}\\n{given}
            ^8 ADDRESS/ADRESSE{addr}
            ^4d NUMBER/NUMÉRO{number}
            ^4a ISS/DÉL{issue} | ^@38 4b EXP/EXP{expiry}
            ^5 DD/RÉF{dd} | ^@60 16 HGT/HAUT{height}
            ^15 SEX/SEXE{sex} | ^@22 9 CLASS/CATÉG{class} | ^@50 3 DOB/DDN{birth}
            """),
        ),
        LEFT, date="YYYY/MM/DD", labels="above", size=25, height="CM cm", city="C, R, Z", years=(2008, 2025),
    ),
    Style(
        "CA-QC",
        (Header("Québec", 97, 3, 46, "serif", "r", NAVY), Header("PERMIS DE CONDUIRE", 3, 4, 32, "bold", "l", NAVY)),
        ("&####-######-##",),
        (
            Block((35, 14, 98, 97), """
            ^4d NUMÉRO DE PERMIS{number} | ^@64 9 CLASSE{class}
            ^1 NOM{last}
            ^2 PRÉNOM{given}
            ^8 ADRESSE{addr}
            ^3 DATE DE NAISSANCE{birth} | ^@46 15 SEXE{sex} | ^@66 16 TAILLE{height}
            ^4a VALIDE LE{issue} | ^@46 4b EXPIRE LE{expiry}
            """),
        ),
        LEFT, date="YYYY-MM-DD", labels="above", size=25, height="CM cm", city="C (QUEBEC) Z", years=(2002, 2025), note="french",
    ),
    Style(
        "CA-BC",
        (Header("BRITISH COLUMBIA", 3, 3, 40, "bold", "l", NAVY), Header("DRIVER'S LICENCE", 97, 4, 30, "bold", "r", BLACK),
         Header("The Best Place on Earth", 3, 10, 20, "serif", "l")),
        ("NDL:#######", "#######"),
        (
            Block((3, 16, 64, 97), """
            DL: {number} | @60 Class: {class}
            {last}, {given}
            {addr}
            DOB: {birth} | @60 Sex: {sex}
            Issued: {issue}
            Expires: {expiry} | @60 Ht: {height}
            Eyes: {eyes} | @30 Hair: {hair} | @60 Wt: {weight}
            """),
        ),
        RIGHT, date="YYYY-MMM-DD", height="CM cm", weight="KG kg", colors="brn", size=30, city="C, R Z", years=(2006, 2024),
    ),
    Style(
        "CA-AB",
        (Header("Alberta", 3, 2, 60, "serif", "l", NAVY), Header("OPERATOR'S LICENCE", 97, 5, 32, "bold", "r", BLACK)),
        ("######-###",),
        (
            Block((35, 16, 98, 97), """
            NO. {number} | @60 CLASS {class}
            {last}
            {given}
            {addr}
            DOB {birth} | @56 SEX {sex}
            ISS {issue} | @50 EXP {expiry}
            HT {height} | @30 EYES {eyes} | @62 HAIR {hair}
            COND/END {end}
            """),
        ),
        LEFT, date="DD MMM YYYY", height="CM cm", size=29, city="C, R Z", years=(2009, 2024),
    ),
    Style(
        "CA-MB",
        (Header("Manitoba", 3, 2, 56, "bold", "l", NAVY), Header("DRIVER'S LICENCE", 97, 4, 30, "bold", "r", RED)),
        ("@@-@@-@@-@###@@", "@@@@@@@###@@"),
        (
            Block((35, 16, 98, 97), """
            4d DL No. {number}
            1 {last}
            2 {given}
            8 {addr}
            3 DOB {birth} | @54 15 Sex {sex}
            4a ISS {issue} | @54 4b EXP {expiry}
            9 Class {class} | @34 16 Hgt {height} | @68 18 Eyes {eyes}
            """),
        ),
        LEFT, date="YYYY/MM/DD", height="CM cm", size=28, city="C, R Z", years=(2008, 2024),
    ),
    Style(
        "CA-SK",
        (Header("Saskatchewan", 3, 2, 54, "serif", "l", GREEN), Header("DRIVER'S LICENCE", 97, 4, 30, "bold", "r", BLACK)),
        ("########",),
        (
            Block((35, 16, 98, 97), """
            Lic. No. {number} | @60 Class {class}
            {given} {last}
            {addr}
            Birth Date {birth} | @70 Sex {sex}
            Issue Date {issue}
            Expiry Date {expiry}
            Height {height} | @44 Eyes {eyes}
            """),
        ),
        LEFT, date="DD-MMM-YYYY", height="CM cm", size=30, city="C, R Z", years=(2005, 2024),
    ),
    Style(
        "CA-NS",
        (Header("NOVA SCOTIA", 3, 3, 48, "bold", "l", NAVY), Header("DRIVER'S LICENCE", 97, 4, 30, "bold", "r", RED)),
        ("%#########",),
        (
            Block((35, 16, 98, 97), """
            <Master No.{number}
            <Name{last}, {given}
            <Address{addr}
            <Date of Birth{birth}
            <Issue Date{issue} | @66 Sex {sex}
            <Expiry Date{expiry} | @66 Class {class}
            <Height{height} | @66 Eyes {eyes}
            """),
        ),
        LEFT, date="DD MMM YYYY", labels="left", label_column=30, height="CM cm", size=28, city="C NS Z", years=(2003, 2022),
    ),
    Style(
        "CA-NB",
        (Header("New Brunswick", 3, 2, 44, "bold", "l", GREEN), Header("Nouveau-Brunswick", 3, 9, 26, "sans", "l", GREEN),
         Header("DRIVER'S LICENCE", 97, 3, 26, "bold", "r", BLACK), Header("PERMIS DE CONDUIRE", 97, 9, 22, "sans", "r", BLACK)),
        ("#######",),
        (
            Block((35, 16, 98, 97), """
            ^4d No.{number} | ^@50 3 DOB/DDN{birth}
            ^1 {last}
            ^2 {given}
            ^8 {addr}
            ^4a ISS/DÉL{issue} | ^@50 4b EXP{expiry}
            ^15 SEX/SEXE{sex} | ^@34 16 HGT/TAILLE{height} | ^@74 9 CL{class}
            """),
        ),
        LEFT, date="YYYY/MM/DD", labels="above", size=26, height="CM cm", city="C NB Z", years=(2008, 2024),
    ),
    Style(
        "CA-NL",
        (Header("Newfoundland & Labrador", 3, 3, 38, "bold", "l", NAVY), Header("DRIVER'S LICENCE", 97, 4, 26, "bold", "r", BLACK)),
        ("@#########",),
        (
            Block((35, 16, 98, 97), """
            4d DL. No. {number} | @66 9 Class {class}
            1 {last}
            2 {given}
            8 {addr}
            3 DOB {birth} | @54 15 Sex {sex}
            4a ISS {issue} | @54 4b EXP {expiry}
            16 HGT {height} | @54 18 EYES {eyes}
            """),
        ),
        LEFT, date="YYYY/MM/DD", height="CM cm", size=27, city="C, R Z", years=(2008, 2024),
    ),
    Style(
        "CA-PE",
        (Header("Prince Edward Island", 3, 3, 40, "serif", "l", RED), Header("DRIVER'S LICENCE", 97, 4, 28, "bold", "r", BLACK)),
        ("######",),
        (
            Block((35, 15, 98, 97), """
            Licence No: {number} | @60 Class: {class}
            {given} {last}
            {addr}
            DOB: {birth} | @56 Sex: {sex}
            Issued: {issue}
            Expires: {expiry}
            Height: {height} | @44 Eyes: {eyes}
            """),
        ),
        LEFT, date="DD/MMM/YYYY", height="CM cm", colors="word", size=29, city="C, PE Z", years=(2005, 2024),
    ),
    Style(
        "CA-YT",
        (Header("Yukon", 3, 2, 60, "bold", "l", NAVY), Header("OPERATOR'S LICENCE", 97, 5, 30, "bold", "r", BLACK)),
        ("######",),
        (
            Block((3, 17, 64, 97), """
            No. {number} | @50 Class {class}
            {last}
            {given}
            {addr}
            Date of Birth {birth}
            Issued {issue} | @62 Sex {sex}
            Expires {expiry} | @62 Ht {height}
            """),
        ),
        RIGHT, date="YYYY/MM/DD", height="CM cm", size=30, city="C, YT Z", years=(2010, 2024),
    ),
)
