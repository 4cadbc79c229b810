UPDATE ${kept} SET ${blanks} WHERE ${which}
