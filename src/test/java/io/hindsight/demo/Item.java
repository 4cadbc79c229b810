package io.hindsight.demo;

import java.util.Random;
import java.util.regex.Pattern;

/** What a game says of an item, like {@code Ember Sword +2, worn}. */
record Item(String name, int level, String condition) {

    private static final Pattern TEXT = Pattern.compile("(.*?)(?: \\+(\\d+))?(?:, (\\w+))?");
    private static final String[] MATERIALS = {
        "Ember",
        "Frost",
        "Oak",
        "Iron",
        "Silver",
        "Dragonbone",
        "Moonlit",
        "Runed",
        "Storm",
        "Obsidian",
        "Elven",
        "Ivory"
    };
    private static final String[] THINGS = {
        "Sword", "Bow", "Shield", "Helm", "Ring", "Cloak", "Staff", "Lantern", "Boots", "Amulet", "Dagger", "Gauntlets"
    };
    private static final String[] CONDITIONS = {"polished", "worn", "cracked", "repaired", "blessed", "cursed"};

    static Item of(Random random) {
        return new Item(pick(random, MATERIALS) + " " + pick(random, THINGS), 0, null);
    }

    static Item parse(String text) {
        var parts = TEXT.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return new Item(text, 0, null);
        }
        var level = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        return new Item(parts.group(1), level, parts.group(3));
    }

    /** The same item, enchanted or in another condition. */
    Item changed(Random random) {
        return random.nextBoolean() ? new Item(name, level + 1, condition) : new Item(name, level, other(random));
    }

    private String other(Random random) {
        var next = pick(random, CONDITIONS);
        return next.equals(condition) ? null : next;
    }

    private static String pick(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }

    @Override
    public String toString() {
        return name + (level == 0 ? "" : " +" + level) + (condition == null ? "" : ", " + condition);
    }
}
