package io.hindsight.apply;

import org.apache.camel.Variable;

/** Stands where a warehouse that takes SQL has its statements run. */
public final class LakeTables {

    /** Makes or alters a table in its lake, through Iceberg's library. */
    public void bring(@Variable("change") TableChange change) {
        change.bring();
    }
}
