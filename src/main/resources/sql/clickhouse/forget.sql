-- a mutation writes the parts anew, where a DELETE would only hide the rows; done when every replica has done it
ALTER TABLE ${kept} DELETE WHERE ${which} SETTINGS mutations_sync = 2
