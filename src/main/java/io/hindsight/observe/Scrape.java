package io.hindsight.observe;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A scrape of {@code /observe/metrics}, read: Prometheus' text format. */
public final class Scrape {

    /** One line of it. */
    public record Sample(String name, Map<String, String> labels, double value) {

        /** Whether it has all of these labels. */
        public boolean has(Map<String, String> wanted) {
            return labels.entrySet().containsAll(wanted.entrySet());
        }
    }

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: -?\\d+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final List<Sample> samples;

    private Scrape(List<Sample> samples) {
        this.samples = samples;
    }

    /** Reads the text; what isn't a sample is passed over. */
    public static Scrape of(String text) {
        return new Scrape(text.lines()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .map(line -> new Sample(line.group(1), labels(line.group(2)), number(line.group(3))))
                .toList());
    }

    public Stream<Sample> samples(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name));
    }

    /** The sum of the samples with these labels that have a number; empty when there is none. */
    public OptionalDouble value(String name, Map<String, String> labels) {
        var numbers = samples(name)
                .filter(sample -> sample.has(labels) && !Double.isNaN(sample.value()))
                .mapToDouble(Sample::value)
                .toArray();
        return numbers.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleStream.of(numbers).sum());
    }

    private static Map<String, String> labels(String text) {
        var labels = new TreeMap<String, String>();
        if (text != null) {
            var label = LABEL.matcher(text);
            while (label.find()) {
                labels.put(label.group(1), unescaped(label.group(2)));
            }
        }
        return labels;
    }

    private static String unescaped(String value) {
        return value.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
