"""Files inside files: members of archives, attachments, embedded objects. All are parts of one document."""
