package io.hindsight.source.mysql.connector;

import java.util.List;

/** Spells the value of a SET as a server does: where nothing stands before a comma, there is none. */
final class SetText {

    private SetText() {}

    /** @param members a bit for each label, the first one's the lowest */
    static String of(long members, List<String> labels) {
        var text = new StringBuilder();
        for (var each = 0; each < labels.size(); each++) {
            if ((members >>> each & 1) != 0) {
                text.append(text.isEmpty() ? "" : ",").append(labels.get(each));
            }
        }
        return text.toString();
    }
}
