package org.sluis.console;

import java.util.List;

/**
 * Bars of a picture that is drawn on the server, lying: their names left, their figures right.
 *
 * @param most the largest of them; a bar's width is a share of it
 */
public record Chart(List<Bar> bars, long most) {
    private static final int WIDTH = 400;

    /** @param count never negative */
    public record Bar(String name, long count) {}

    /** In the order given. */
    public static Chart of(List<Bar> bars) {
        return new Chart(bars, bars.stream().mapToLong(Bar::count).max().orElse(0));
    }

    /** Of 400 units. */
    public long width(Bar bar) {
        return most == 0 ? 0 : Math.max(1, bar.count() * WIDTH / most);
    }
}
