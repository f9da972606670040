"""What all Office Open XML files (ECMA-376) have in common: a zip archive of XML parts that relate to each other."""
