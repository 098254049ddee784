"""The ID kind: driver's licences, ID cards, passports, visas, residence permits."""
