package io.hindsight.observe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics that a PromQL expression asks for, each with the labels that it names of them. */
final class PromQl {

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "on", "without", "ignoring", "bool");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern DURATION = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|on|without|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern METRIC =
            Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()\\s*(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

    private PromQl() {}

    /** Gives label names by metric. */
    static Map<String, Set<String>> metrics(String expression) {
        var bare = GROUPING.matcher(DURATION.matcher(STRING.matcher(expression).replaceAll("''"))
                        .replaceAll(""))
                .replaceAll("");
        var metrics = new TreeMap<String, Set<String>>();
        var metric = METRIC.matcher(bare);
        while (metric.find()) {
            if (!WORDS.contains(metric.group(1))) {
                var labels = metrics.computeIfAbsent(metric.group(1), name -> new TreeSet<>());
                if (metric.group(2) != null) {
                    LABEL.matcher(metric.group(2)).results().forEach(label -> labels.add(label.group(1)));
                }
            }
        }
        return metrics;
    }

    /** Names that Prometheus itself knows, of every target. */
    static boolean isOfEveryTarget(String name) {
        return List.of("up", "instance", "job").contains(name);
    }
}
