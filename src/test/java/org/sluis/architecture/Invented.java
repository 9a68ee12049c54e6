package org.sluis.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds what could belong to a real person or organisation, and tells its kind and line, never its value. */
final class Invented {
    private static final Set<String> PUBLIC_LINES = Set.of("08002000", "08000113", "08000432");
    private static final Set<String> UNITS = Set.of("KB", "MB", "GB", "MS");
    // The last is what OSO writes where an address is secret.
    private static final Set<String> MAIL =
            Set.of("example.nl", "example.com", "example.org", "example.net", "geheim.geheim");

    private record Kind(String name, Pattern pattern, Predicate<MatchResult> invented) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "bsn",
                    Pattern.compile("(?<!\\d)\\d{9}(?!\\d)"),
                    found -> !passesElevenTest(found.group()) || found.group().startsWith("9999")),
            new Kind("bsn", Pattern.compile("(?<![\\d.])\\d{4}[. ]\\d{2}[. ]\\d{3}(?![\\d.])"), found -> {
                String digits = found.group().replaceAll("\\D", "");
                return !passesElevenTest(digits) || digits.startsWith("9999");
            }),
            new Kind("oin", Pattern.compile("(?<!\\d)0{6}\\d{14}(?!\\d)"), found -> found.group()
                    .startsWith("00000099")),
            new Kind(
                    "phone",
                    Pattern.compile("(?<![0-9A-Za-z.,])(?:(?:\\+|00)31[ -]?(?:\\(0\\) ?)?|0)"
                            + "(?:6[ -]?(?:\\d{8}|\\d\\d(?: \\d\\d){3}|\\d{4} \\d{4})|\\d\\d[ -]\\d{3} ?\\d\\d ?\\d\\d"
                            + "|\\d{3}[ -]\\d{3} ?\\d{3}|\\d{9}|[89]00[ -]?\\d{4}(?:\\d{3})?)(?!\\d)"),
                    found -> inventedPhone(found.group())),
            new Kind(
                    "e-mail",
                    Pattern.compile("[\\w.+-]+@((?:[\\w-]+\\.)+[A-Za-z]{2,})"),
                    found -> inventedMail(found.group(1))),
            new Kind(
                    "postcode",
                    Pattern.compile("(?<![0-9A-Za-z.-])[1-9]\\d{3} ?([A-Z]{2})(?![0-9A-Za-z])"),
                    found -> Set.of("SA", "SD", "SS").contains(found.group(1)) || UNITS.contains(found.group(1))));

    private Invented() {}

    /** The kind and line of all that is not from an invented range. */
    static List<String> notInvented(String text) {
        List<String> found = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (Kind kind : KINDS) {
                if (kind.pattern()
                        .matcher(line)
                        .results()
                        .anyMatch(each ->
                                !inDigest(line, each) && !kind.invented().test(each))) {
                    found.add(kind.name() + " on line " + (i + 1));
                }
            }
        }
        return found;
    }

    /** The 11-test of the citizen service number: weights 9 to 2 and -1, the sum divisible by 11, not all zero. */
    private static boolean passesElevenTest(String digits) {
        int sum = -(digits.charAt(8) - '0');
        for (int i = 0; i < 8; i++) {
            sum += (9 - i) * (digits.charAt(i) - '0');
        }
        return sum % 11 == 0 && !digits.equals("000000000");
    }

    private static boolean inventedPhone(String written) {
        String digits = written.replaceFirst("^(\\+|00)31[ -]?(\\(0\\))?", "0").replaceAll("\\D", "");
        return digits.startsWith("0600000")
                || digits.startsWith("0880000")
                || digits.startsWith("08000000")
                || PUBLIC_LINES.contains(digits);
    }

    private static boolean inventedMail(String domain) {
        String low = domain.toLowerCase(Locale.ROOT);
        return low.endsWith(".test")
                || low.endsWith(".example")
                || MAIL.stream().anyMatch(each -> low.equals(each) || low.endsWith("." + each));
    }

    /** Digits within a long run of letters and digits are part of a digest or a key. */
    private static boolean inDigest(String line, MatchResult found) {
        int start = found.start();
        int end = found.end();
        while (start > 0 && Character.isLetterOrDigit(line.charAt(start - 1))) {
            start--;
        }
        while (end < line.length() && Character.isLetterOrDigit(line.charAt(end))) {
            end++;
        }
        return end - start > 30;
    }
}
