package io.hindsight.source;

import io.hindsight.table.RowText;
import java.sql.Connection;

/**
 * Holds what a query of a source table's rows is made of.
 *
 * @param table its name, quoted
 */
public record SourceRows(Connection connection, RowText text, String table) {}
