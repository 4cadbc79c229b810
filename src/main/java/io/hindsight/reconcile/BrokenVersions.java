package io.hindsight.reconcile;

import io.hindsight.history.Truncate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Says what is broken of a key's versions, for a warehouse that has no statement for it: what {@code broken-history} says. */
final class BrokenVersions {

    /** A version without its values, its moments in microseconds; the end is null as long as it is in force. */
    record KeptSpan(String seq, String op, long start, Long end, boolean isCurrent) {

        private boolean isRepeatedRead() {
            return op.equals("r") && end != null && end == start;
        }
    }

    private BrokenVersions() {}

    /** What is wrong with them; empty for nothing. */
    static Optional<String> of(List<KeptSpan> all, NavigableMap<String, Truncate> truncates) {
        var versions = all.stream()
                .filter(version -> !version.isRepeatedRead())
                .sorted(Comparator.comparing(KeptSpan::seq))
                .toList();
        if (versions.stream().filter(KeptSpan::isCurrent).count() > 1) {
            return Optional.of("more than one version is open");
        }
        KeptSpan before = null;
        for (var version : versions) {
            var wrong = wrong(version).or(between(before, version, truncates));
            if (wrong.isPresent()) {
                return wrong;
            }
            before = version;
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(KeptSpan version) {
        if (version.end() != null && version.end() < version.start()) {
            return Optional.of("a version ends before it starts");
        }
        return version.isCurrent() == (version.end() == null)
                ? Optional.empty()
                : Optional.of("is_current and effective_end_ts disagree");
    }

    private static java.util.function.Supplier<Optional<String>> between(
            KeptSpan before, KeptSpan version, NavigableMap<String, Truncate> truncates) {
        return () -> {
            if (before == null) {
                return Optional.empty();
            }
            if (before.end() == null) {
                return Optional.of("a version is open and others follow");
            }
            if (before.end() > version.start()) {
                return Optional.of("versions overlap");
            }
            var isAway = before.op().equals("d")
                    || !truncates
                            .subMap(before.seq(), false, version.seq(), false)
                            .isEmpty();
            return before.end() == version.start() || isAway
                    ? Optional.empty()
                    : Optional.of("there is a gap between versions");
        };
    }
}
