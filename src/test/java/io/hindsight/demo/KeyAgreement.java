package io.hindsight.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What doesn't agree for one key: its row now, its changes, and its history. */
final class KeyAgreement {

    private final List<Asset> current;
    private final List<Change> changes;
    private final List<Version> history;
    private final List<String> differences = new ArrayList<>();

    private KeyAgreement(List<Asset> current, List<Change> changes, List<Version> history) {
        this.current = current;
        this.changes = changes;
        this.history = history;
    }

    /**
     * Compares.
     *
     * @param current the row of MySQL, if there is one
     * @param changes as MySQL recorded them, in their order
     * @param history in the order of change_seq
     */
    static List<String> differences(List<Asset> current, List<Change> changes, List<Version> history) {
        var key = new KeyAgreement(current, changes, history);
        key.compareCurrent();
        key.compareChanges();
        key.checkIntervals();
        return key.differences;
    }

    private void compareCurrent() {
        var open = history.stream()
                .filter(Version::open)
                .map(version -> version.change().asset())
                .toList();
        if (open.size() > 1) {
            differences.add(open.size() + " versions are open");
        } else if (!open.equals(current)) {
            differences.add("MySQL's row is " + text(current) + ", the open version " + text(open));
        }
    }

    private void compareChanges() {
        if (changes.size() != history.size()) {
            differences.add("MySQL recorded " + changes.size() + " changes, the history has " + history.size());
        }
        for (var i = 0; i < Math.min(changes.size(), history.size()); i++) {
            var kept = history.get(i).change();
            if (!changes.get(i).equals(kept)) {
                differences.add("change " + (i + 1) + " is " + changes.get(i) + ", in the history " + kept);
                return;
            }
        }
    }

    private void checkIntervals() {
        for (var i = 0; i < history.size(); i++) {
            var version = history.get(i);
            var before = i == 0 ? null : history.get(i - 1);
            var next = i + 1 == history.size() ? null : history.get(i + 1);
            if (before != null && before.seq().equals(version.seq())) {
                wrong(i, "has the change_seq of the one before");
            }
            if (!version.starts().equals(start(version, before))) {
                wrong(i, "starts at " + version.starts() + " instead of " + start(version, before));
            }
            var end = version.isDelete() ? version.starts() : next == null ? null : next.starts();
            if (!Objects.equals(version.ends(), end)) {
                wrong(i, "ends at " + version.ends() + " instead of " + end + fault(version.ends(), end));
            }
            if (version.open() != (version.ends() == null)) {
                wrong(i, version.open() ? "is marked as current but has ended" : "is open but not marked as current");
            }
        }
    }

    /** As the row says, or at the delete's commit; never before the version before. */
    private static String start(Version version, Version before) {
        var own = version.change().asset().registeredAt();
        var declared = version.isDelete() || own == null ? version.starts() : own;
        return before == null || declared.compareTo(before.starts()) >= 0 ? declared : before.starts();
    }

    private static String fault(String is, String mustBe) {
        if (is == null || mustBe != null && is.compareTo(mustBe) > 0) {
            return " (an overlap)";
        }
        return mustBe == null ? "" : " (a gap)";
    }

    private void wrong(int index, String what) {
        differences.add("version " + (index + 1) + " of " + history.size() + " " + what);
    }

    private static String text(List<Asset> rows) {
        return rows.isEmpty() ? "missing" : rows.get(0).toString();
    }
}
