"""E-mail: the letter part is what everybody sees; headers, other versions of it and attachments travel with it."""
