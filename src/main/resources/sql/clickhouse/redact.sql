ALTER TABLE ${kept} UPDATE ${blanks} WHERE ${which} SETTINGS mutations_sync = 2
