DELETE FROM ${kept} WHERE ${which}
