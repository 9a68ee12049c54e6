package org.sluis.policy.papers;

/**
 * One paper, written.
 *
 * @param name what it is, for instance {@code register}: the same in each language
 * @param file where it belongs, below the folder of the papers: {@code nl/register.md}
 * @param text all of it; a table (RFC 4180) begins with a byte order mark, by which a spreadsheet knows that it is UTF-8
 */
public record Paper(String name, String file, String text) {

    public long lines() {
        return text.lines().count();
    }
}
