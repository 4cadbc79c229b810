package io.hindsight.cases;

import java.util.Map;

/** A row that a case ends in; start and end are null in a case without history, end is null while it is open. */
record ExpectedRow(Map<String, String> values, Moment start, Moment end) {}
